import { resourcesAt } from '../../workspace/resource-at.ts';
import { nodeAt, targetAt } from '../../yaml/locate.ts';
import type { FeatureContext } from '../feature-context.ts';
import type { HoverTarget } from './hover-target.ts';

/**
 * The key or value at an offset of a manifest, in UTF-16 units from 0. Undefined on blank space and comments,
 * and in documents that are no resource of the environment.
 */
export function findTarget(context: FeatureContext, uri: string, offset: number): HoverTarget | undefined {
  const { snapshot, locator, environment } = context;
  const manifest = snapshot.manifests.get(uri);
  const chunk = manifest?.chunks.findLast(({ span }) => span.start <= offset);
  if (!manifest || !chunk || offset > chunk.span.end) return undefined;
  const { root } = locator.tree(manifest, chunk);
  const found = targetAt(root, offset - chunk.span.start);
  if (!found) return undefined;
  const source = { document: chunk.document.id, ...found };
  const placed = resourcesAt(snapshot, source).find((one) => one.environment.id === environment.id);
  const location = locator.locate(snapshot, source);
  const node = found.part === 'value' ? nodeAt(root, found.path) : undefined;
  const text = node?.type === 'scalar' && !node.templated ? node.text : undefined;
  return (
    placed && location && { resource: placed.resource, path: placed.path, text, offset, span: location.span }
  );
}
