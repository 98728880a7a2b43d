import type { Environment } from '../../workspace/environment.ts';
import type { Resource } from '../../workspace/resource.ts';
import { targetAt } from '../../yaml/locate.ts';
import { isAtOrBelow } from '../../yaml/yaml-path.ts';
import type { FeatureContext } from '../feature-context.ts';
import type { HoverTarget } from './hover-target.ts';

/**
 * The key or value at an offset of a manifest, in UTF-16 units from 0. Undefined on blank space and comments, and in
 * documents that are no resource of the environment.
 */
export function findTarget(context: FeatureContext, uri: string, offset: number): HoverTarget | undefined {
  const { snapshot, locator, environment } = context;
  const manifest = snapshot.manifests.get(uri);
  const chunk = manifest?.chunks.findLast(({ span }) => span.start <= offset);
  if (!manifest || !chunk || offset > chunk.span.end) return undefined;
  const found = targetAt(locator.tree(manifest, chunk).root, offset - chunk.span.start);
  if (!found) return undefined;
  const document = chunk.document.id;
  const resource = findResource(environment, document, found.path);
  const location = locator.locate(snapshot, { document, ...found });
  return resource && location && { resource, path: found.path, offset, span: location.span };
}

/** Transformations may have put the resource into any namespace, so all of them are searched. */
function findResource({ namespaces }: Environment, document: number, path: string): Resource | undefined {
  for (const { resources } of namespaces.values()) {
    const found = resources.find(
      (resource) => resource.document === document && isAtOrBelow(path, resource.facts.root),
    );
    if (found) return found;
  }
  return undefined;
}
