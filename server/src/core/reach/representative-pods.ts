import type { Labels } from '../model/labels.ts';
import type { PodScope } from '../model/policy.ts';
import type { Selector } from '../model/selector.ts';
import { NAMESPACE_NAME_LABEL } from '../workspace/namespace-table.ts';
import type { View } from '../workspace/view.ts';
import type { PodEndpoint } from './endpoint.ts';
import { podNetwork } from './pod-network.ts';

/**
 * Pods that a scope takes in, of which nothing else is known: a stand-in where the manifests show none. Every
 * answer about them that does not follow from the scope alone is unknown. `own` is the namespace of the
 * policy that says it.
 */
export function representativePods(view: View, { namespaces, pods }: PodScope, own: string): PodEndpoint {
  const namespace = namespaces ? (namedIn(namespaces) ?? UNNAMED) : own;
  return {
    type: 'pods',
    namespace,
    namespaceLabels:
      namespaces && namespace === UNNAMED ? selectedLabels(namespaces) : view.namespaceLabels(namespace),
    labels: selectedLabels(pods),
    ports: [],
    portsOpen: true,
    hostNetwork: 'no',
    network: podNetwork(view),
  };
}

/** Some namespace or other; no policy is in it. */
const UNNAMED = '';

function namedIn({ requirements }: Selector): string | undefined {
  const name = requirements.find(({ key, operator }) => key === NAMESPACE_NAME_LABEL && operator === 'In');
  return name?.values?.[0];
}

/** Labels that a selector selects; there may be any others beside them. */
function selectedLabels({ requirements, at }: Selector): Labels {
  const entries = requirements.flatMap(({ key, operator, values }) => {
    const [value, ...others] = operator === 'In' && values ? values : [];
    return value === undefined || others.length > 0 ? [] : [{ key, value, at }];
  });
  return { entries, open: true, limits: requirements, at };
}
