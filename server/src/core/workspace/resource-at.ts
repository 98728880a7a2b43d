import type { Source } from '../model/source.ts';
import type { Environment } from './environment.ts';
import type { Resource } from './resource.ts';
import type { Snapshot } from './snapshot.ts';

/** A resource and an environment it is part of. */
export interface Placed {
  readonly environment: Environment;
  readonly resource: Resource;
}

/** The resources that stand at a place: one in each environment that the document is part of. */
export function resourcesAt(snapshot: Snapshot, source: Pick<Source, 'document' | 'path'>): Placed[] {
  const uri = snapshot.manifestOf.get(source.document);
  const chunk = uri === undefined ? undefined : snapshot.manifests.get(uri)?.chunkOf(source.document);
  const facts = chunk?.document.facts.find(
    ({ root }) => root === '' || source.path === root || source.path.startsWith(`${root}/`),
  );
  if (!facts) return [];
  return [...snapshot.environments.values()].flatMap((environment): Placed[] => {
    for (const name of [facts.namespace?.value ?? environment.impliedNamespace, '']) {
      const named = environment.namespaces.get(name)?.byName.get(`${facts.group}/${facts.kind}`);
      const resource = named?.get(facts.name?.value ?? '')?.find((candidate) => candidate.facts === facts);
      if (resource) return [{ environment, resource }];
    }
    return [];
  });
}
