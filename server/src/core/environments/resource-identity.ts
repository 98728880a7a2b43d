import type { ResourceFacts } from '../model/resource-facts.ts';
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

/** Only of what the network consists of: every folder may bring its Namespace, or its ConfigMap of certificates. */
function identityOf({
  group,
  kind,
  namespace,
  name,
  workload,
  service,
  policy,
  route,
}: ResourceFacts): string[] {
  if (name?.value === undefined || !(workload || service || policy || route)) return [];
  return [`${policy ? POLICY : ''}${group}/${kind}/${namespace?.value ?? ''}/${name.value}`];
}
