import type { Environment } from './environment.ts';
import type { Resource } from './resource.ts';

/**
 * The one namespace that most resources name, else Kubernetes' own default. A single stray resource in a namespace of
 * its own says nothing about the others: `kubectl apply` would refuse to put both into one namespace.
 */
export function impliedNamespace({ namespaces }: Environment): string {
  let only: { readonly name: string; readonly count: number } | undefined;
  let implied = 0;
  for (const [name, { resources: all }] of namespaces) {
    const resources = name === '' ? [] : all.filter((resource) => !tellsTools(resource));
    if (resources.length === 0) continue;
    const unnamed = resources.filter((resource) => resource.namespaceImplied).length;
    implied += unnamed;
    if (unnamed === resources.length) continue;
    if (only) return 'default';
    only = { name, count: resources.length - unnamed };
  }
  return only && only.count >= implied ? only.name : 'default';
}

/** What tells a GitOps tool what to do is in the tool's own namespace, wherever the rest goes. */
function tellsTools({ facts: { group, kind } }: Resource): boolean {
  const isArgo = group === 'argoproj.io' && ['Application', 'ApplicationSet', 'AppProject'].includes(kind);
  return isArgo || group.endsWith('.toolkit.fluxcd.io');
}
