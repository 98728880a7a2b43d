import type { Environment } from './environment.ts';

/**
 * The one namespace that most resources name, else Kubernetes' own default. A single stray resource in a namespace of
 * its own says nothing about the others: `kubectl apply` would refuse to put both into one namespace.
 */
export function impliedNamespace({ namespaces }: Environment): string {
  const counts = new Map<string, number>();
  let implied = 0;
  for (const [name, { resources }] of namespaces) {
    if (name === '') continue;
    const unnamed = resources.filter((resource) => resource.namespaceImplied).length;
    implied += unnamed;
    if (unnamed < resources.length) counts.set(name, resources.length - unnamed);
  }
  const [only, another] = counts;
  return only && !another && only[1] >= implied ? only[0] : 'default';
}
