import type { ResourceFacts } from '../model/resource-facts.ts';
import type { DocumentPatch } from './compare-documents.ts';
import { countUnreadable } from './count-unreadable.ts';
import { type Environment, patchEnvironment } from './environment.ts';
import { impliedNamespace } from './implied-namespace.ts';
import type { EnvironmentDocument } from './manifest.ts';
import type { ReadKey } from './read-key.ts';
import type { Resource } from './resource.ts';

/** Takes the resources of some documents out of an environment and puts those of others in. */
export function patchDocuments(before: Environment, patch: DocumentPatch): DocumentsPatched {
  const unchanged = unchangedFacts(patch);
  const resources = (document: EnvironmentDocument): Resource[] =>
    resourcesOf(document, before.impliedNamespace, unchanged);
  const removed = patch.removed.flatMap(resources);
  const added = patch.added.flatMap(resources);
  const unreadable = countUnreadable(before.unreadable, patch);
  const { environment, touched } = patchEnvironment(before, { removed, added, unreadable });
  const implied = before.settings.defaultNamespace ?? impliedNamespace(environment);
  if (implied === environment.impliedNamespace) return { environment, touched, removed, added };

  // Every resource without a namespace moves: rare, so the environment is simply made anew.
  const moving = [...environment.namespaces.values()].flatMap(({ resources }) =>
    resources.filter((r) => r.namespaceImplied),
  );
  const moved = moving.map((resource) => ({ ...resource, namespace: implied }));
  const again = patchEnvironment(environment, { removed: moving, added: moved, impliedNamespace: implied });
  const fresh = new Set(moving);
  return {
    environment: again.environment,
    touched: new Set([...touched, ...again.touched]),
    removed: [...removed, ...moving],
    added: [...added.filter((resource) => !fresh.has(resource)), ...moved],
  };
}

/** An environment after some documents have changed, and what that did to it. */
export interface DocumentsPatched {
  readonly environment: Environment;
  readonly touched: ReadonlySet<ReadKey>;
  readonly removed: readonly Resource[];
  readonly added: readonly Resource[];
}

/** Facts that an edit left equal keep their object; such resources are neither removed nor added. */
function unchangedFacts({ removed, added }: DocumentPatch): ReadonlySet<string> {
  const before = new Map(
    removed.flatMap((document) => document.facts.map((facts) => [keyOf(document, facts), facts] as const)),
  );
  const same = new Set<string>();
  for (const document of added) {
    for (const facts of document.facts)
      if (before.get(keyOf(document, facts)) === facts) same.add(keyOf(document, facts));
  }
  return same;
}

function keyOf({ id, broken }: EnvironmentDocument, { root }: ResourceFacts): string {
  return `${id}${root} ${broken}`;
}

function resourcesOf(
  document: EnvironmentDocument,
  implied: string,
  unchanged: ReadonlySet<string>,
): Resource[] {
  return document.facts
    .filter((facts) => !unchanged.has(keyOf(document, facts)))
    .map((facts) => {
      const written = facts.namespace?.value;
      const isImplied = facts.scope === 'namespaced' && written === undefined;
      return {
        facts,
        document: document.id,
        namespace: facts.scope === 'cluster' ? '' : (written ?? implied),
        namespaceImplied: isImplied,
        broken: document.broken,
      };
    });
}
