import type { ResourceFacts } from '../model/resource-facts.ts';
import type { DocumentId, Source } from '../model/source.ts';
import { isAtOrBelow, type YamlPath } from '../yaml/yaml-path.ts';
import { placeFrom } from './derived-document.ts';
import type { Environment } from './environment.ts';
import type { EnvironmentDocument } from './manifest.ts';
import type { Resource } from './resource.ts';
import type { Snapshot } from './snapshot.ts';

/** A resource and an environment it is part of. */
export interface Placed {
  readonly environment: Environment;
  readonly resource: Resource;
  /** The place that was asked for, in the resource's own document. */
  readonly path: YamlPath;
}

/** The resources that stand at a place, or were made of what stands there: those of each environment. */
export function resourcesAt(snapshot: Snapshot, source: Pick<Source, 'document' | 'path'>): Placed[] {
  const documents = [...documentsAt(snapshot, source)];
  if (documents.length === 0) return [];
  return [...snapshot.environments.values()].flatMap((environment) =>
    documents.flatMap(({ document, path }) => {
      const facts = document.facts.find(({ root }) => isAtOrBelow(path, root));
      const resource = facts && find(environment, facts, document.id);
      return resource ? [{ environment, resource, path }] : [];
    }),
  );
}

interface DocumentAt {
  readonly document: EnvironmentDocument;
  readonly path: YamlPath;
}

function* documentsAt(
  { manifestOf, manifests, derived }: Snapshot,
  { document: id, path }: Pick<Source, 'document' | 'path'>,
): Generator<DocumentAt> {
  const own = derived.get(id) ?? manifests.get(manifestOf.get(id) ?? '')?.chunkOf(id)?.document;
  if (own) yield { document: own, path };
  for (const document of derived.values()) {
    const place = placeFrom(document, id, path);
    if (place !== undefined) yield { document, path: place };
  }
}

function find(environment: Environment, facts: ResourceFacts, document: DocumentId): Resource | undefined {
  for (const name of [facts.namespace?.value ?? environment.impliedNamespace, '']) {
    const named = environment.namespaces.get(name)?.byName.get(`${facts.group}/${facts.kind}`);
    const resource = named
      ?.get(facts.name?.value ?? '')
      ?.find((candidate) => candidate.facts === facts && candidate.document === document);
    if (resource) return resource;
  }
  return undefined;
}
