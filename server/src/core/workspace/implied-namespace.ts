import type { Environment } from './environment.ts';

/**
 * The one namespace that most resources name, else Kubernetes' own default. A single stray resource in a namespace of
 * its own says nothing about the others: `kubectl apply` would refuse to put both into one namespace.
 */
export function impliedNamespace({ namespaces }: Environment): string {
  let only: { readonly name: string; readonly count: number } | undefined;
  let implied = 0;
  for (const [name, { resources }] of namespaces) {
    if (name === '') continue;
    const unnamed = resources.filter((resource) => resource.namespaceImplied).length;
    implied += unnamed;
    if (unnamed === resources.length) continue;
    if (only) return 'default';
    only = { name, count: resources.length - unnamed };
  }
  return only && only.count >= implied ? only.name : 'default';
}
