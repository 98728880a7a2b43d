import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';

/**
 * A custom resource after which something may be named: controllers make Services and pods that are called like the
 * resource they serve (a Prometheus `k8s`, a Kafka `orders`, a Knative Service `web`), and no manifest shows those.
 */
export function findMaker(view: View, namespace: string, names: readonly string[]): Resource | undefined {
  return view.once(makersIn, namespace).find(({ facts }) => {
    const own = facts.name?.value;
    return own !== undefined && names.some((name) => name === own || name.startsWith(`${own}-`));
  });
}

/** Whether there is any such custom resource, for pods whose labels need not hold its name. */
export function hasMakers(view: View, namespace: string): boolean {
  return view.once(makersIn, namespace).length > 0;
}

function makersIn(view: View, namespace: string): readonly Resource[] {
  return view.inNamespace('custom', namespace).filter(({ facts }) => isMaker(facts.group, facts.kind));
}

/** Custom resources that only speak of Services and are mostly called like them. */
const SPEAKS_OF_SERVICES =
  /(?:^|\.)(?:istio\.io|traefik\.io|containo\.us|linkerd\.io|cert-manager\.io|external-secrets\.io|cilium\.io|projectcalico\.org)$/;

function isMaker(group: string, kind: string): boolean {
  return !SPEAKS_OF_SERVICES.test(group) && !/Monitor$|Rule$|Policy$/.test(kind);
}
