import { listeningPorts } from '../../reach/ways/listening-ports.ts';
import { servicesOf } from '../../reach/ways/services-of.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import type { TrafficOrigin, TrafficTarget } from '../explain-traffic.ts';

/** Kinds of which `kubectl exec` finds a pod by itself. */
const EXEC_KINDS = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'Pod',
  'ReplicationController',
]);

/**
 * A command that tries the connection in a cluster: `kubectl exec -n shop deployment/web -- nc -zvw 3 api.shop 8080`.
 * Undefined where the source cannot run one, or nothing says by which name and port the destination is dialled.
 */
export function testCommand(view: View, from: TrafficOrigin, to: TrafficTarget): string | undefined {
  if (from.type !== 'resource' || to.type !== 'resource') return undefined;
  const { facts, namespace } = from.resource;
  if (!facts.workload || !EXEC_KINDS.has(facts.kind)) return undefined;
  const dialled = dial(view, to.resource, to.port);
  if (!dialled) return undefined;
  const source = [namespace, facts.name?.value, dialled.host];
  // What is a template has no name to write, and whoever pastes a command must be sure that it is only one.
  if (!source.every((word) => word !== undefined && /^[a-z\d]([-a-z\d.]*[a-z\d])?$/i.test(word)))
    return undefined;
  const flags = dialled.protocol === 'UDP' ? '-zuvw' : '-zvw';
  return `kubectl exec -n ${namespace} ${facts.kind.toLowerCase()}/${facts.name?.value} -- nc ${flags} 3 ${dialled.host} ${dialled.port}`;
}

interface Dialled {
  readonly host: string;
  readonly port: number;
  readonly protocol: string | undefined;
}

/** The name and the port by which somebody dials it: those of its Service. */
function dial(view: View, resource: Resource, wanted: number | string | undefined): Dialled | undefined {
  const service = resource.facts.service ? resource : servicesOf(view, resource)[0];
  const ports = service?.facts.service?.ports ?? [];
  const own = resource.facts.workload ? listeningPorts(view, resource) : [];
  const isMeant = ({ port, targetPort, name }: (typeof ports)[number]): boolean =>
    wanted === undefined || [port.value, name?.value, (targetPort ?? port).value].includes(wanted);
  const found = ports.find(isMeant) ?? (own.length > 0 ? ports[0] : undefined);
  if (!service || found?.port.value === undefined) return undefined;
  return {
    host: `${service.facts.name?.value ?? ''}.${service.namespace}`,
    port: found.port.value,
    protocol: found.protocol,
  };
}
