import type { ResourceFacts } from '../model/resource-facts.ts';
import { isOfNetwork } from '../workspace/is-of-network.ts';
import type { ManifestDocument } from '../workspace/manifest.ts';

/** What documents define that nobody can have twice, each once. */
export function identitiesIn(documents: readonly ManifestDocument[]): readonly string[] {
  return [...new Set(documents.flatMap(({ facts }) => facts.flatMap(identityOf)))];
}

/** Whether something that documents define is a policy. */
export function isPolicyIdentity(identity: string): boolean {
  return identity.startsWith(POLICY);
}

const POLICY = 'policy ';

function identityOf(facts: ResourceFacts): string[] {
  const { group, kind, namespace, name, policy } = facts;
  if (name?.value === undefined || !isOfNetwork(facts)) return [];
  return [`${policy ? POLICY : ''}${group}/${kind}/${namespace?.value ?? ''}/${name.value}`];
}
