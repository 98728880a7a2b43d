import { findLabel } from '../../model/labels.ts';
import type { Resource } from '../../workspace/resource.ts';

/** What namespaces are called in which people install the controllers that answer for routes. */
export const CONTROLLER_NAMESPACE =
  /(?:^|-)(?:ingress|nginx|traefik|kong|haproxy|contour|projectcontour|ambassador|emissary)(?:-|$)/;

/**
 * Names by which the pods that carry requests say so, in such a namespace. `nginx` and `haproxy` alone are web servers
 * and proxies of any sort, and `contour` only tells Envoy what to do.
 */
const CONTROLLER = /(?:^|-)(?:controller|ingress|traefik|kong|ambassador|emissary)(?:-|$)/;

/** Names that mean a controller for routes wherever they stand. */
const INGRESS =
  /(?:^|-)(?:ingress-nginx|nginx-ingress|ingress-controller|traefik|haproxy-ingress|ingress-kong|emissary-ingress)(?:-|$)/;

/** What is installed beside a controller, mostly with the same labels, and carries no requests. */
const BESIDE =
  /(?:^|-)(?:admission|webhooks?|default-?backend|error-pages|custom-errors|migrations?|operator|dashboard)(?:-|$)/;

/** Pods that run for as long as requests come, and are not one of a controller's helpers. */
export function mayCarryRequests(workload: Resource): boolean {
  return workload.facts.workload?.ended === false && !namesOf(workload).some((name) => BESIDE.test(name));
}

/** Whether a workload in a controller's namespace says by its name or labels that it is the controller. */
export function isCalledController(workload: Resource): boolean {
  return namesOf(workload).some((name) => CONTROLLER.test(name));
}

/** Whether a workload anywhere says by its name or labels that it is such a controller. */
export function isCalledEntrance(workload: Resource): boolean {
  return namesOf(workload).some((name) => INGRESS.test(name));
}

/** The labels of pods in which people say what these are. */
const NAMING = [
  'app',
  'name',
  'k8s-app',
  'component',
  'app.kubernetes.io/name',
  'app.kubernetes.io/component',
];

function namesOf({ facts: { name, workload } }: Resource): string[] {
  const labels = NAMING.map((key) => workload && findLabel(workload.labels, key)?.value);
  return [name?.value, ...labels].filter((text) => text !== undefined);
}
