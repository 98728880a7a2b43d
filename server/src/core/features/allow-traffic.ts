import type { Protocol } from '../model/protocol.ts';
import { serversBehind } from '../reach/service-backends.ts';
import { dialledPort, serviceWorkloads } from '../reach/service-ports.ts';
import { planAllow } from '../rules/allow-traffic/plan-allow.ts';
import { proveAllow } from '../rules/allow-traffic/prove-allow.ts';
import { type Refusal, refuse } from '../rules/allow-traffic/refusal.ts';
import type { WantedTraffic } from '../rules/allow-traffic/wanted-traffic.ts';
import { previewEdits } from '../rules/propose-fixes.ts';
import { editManifests, type ManifestEdits } from '../workspace/edit-manifests.ts';
import type { Environment } from '../workspace/environment.ts';
import type { Host } from '../workspace/host.ts';
import { formatResource, type Resource } from '../workspace/resource.ts';
import { plainView, type View } from '../workspace/view.ts';

/** The edit that allows some traffic, proven; or why there is none, in a sentence. */
export type AllowAnswer =
  | { readonly type: 'edit'; readonly title: string; readonly edits: ManifestEdits }
  | Refusal;

/**
 * Writes the rules that let one workload reach another. They are handed out only when the engine, asked about the
 * workspace as it would be, confirms that they allow the traffic and open nothing that the title does not say.
 */
export function allowTraffic(host: Host, environment: Environment, wanted: WantedTraffic): AllowAnswer {
  const snapshot = host.snapshot();
  const view = plainView(environment);
  const plan = planAllow(view, wanted);
  if (plan.type === 'refusal') return plan;
  const edits = editManifests(snapshot, host.locator, plan.changes);
  if (!edits) {
    return refuse(
      `The manifest of ${formatResource(wanted.to)}, or of what shall reach it, has no place for a new policy.`,
    );
  }
  const after = previewEdits(snapshot, host, edits)?.snapshot.environments.get(environment.id);
  return after && proveAllow(plan, view, plainView(after))
    ? { type: 'edit', title: plan.title, edits }
    : refuse('No rule could be written that surely allows this traffic and opens nothing else.');
}

/** A destination by name: a workload and a port of its pods, or a Service and one of its ports. */
export type Destination =
  | { readonly type: 'found'; readonly to: Resource; readonly protocol: Protocol; readonly port: number }
  | { readonly type: 'none'; readonly why: string };

/**
 * The pods' port behind what somebody names: of a Service, its port is translated (semantics rule 39). Without a
 * protocol it is that of the Service's port, else TCP.
 */
export function findDestination(
  view: View,
  resource: Resource,
  port: number,
  protocol: Protocol | undefined,
): Destination {
  const { service } = resource.facts;
  if (!service) return { type: 'found', to: resource, protocol: protocol ?? 'TCP', port };
  const servers = serviceWorkloads(view, resource).filter(({ match }) => match === 'yes');
  const [server, another] = servers;
  if (!server) return none(`${formatResource(resource)} selects no workload of these manifests.`);
  if (another) {
    const names = servers.map((each) => formatResource(each.resource)).join(', ');
    return none(`${formatResource(resource)} leads to several workloads (${names}): name one of them.`);
  }
  const dialled = dialledPort(service, port, protocol);
  if (!dialled)
    return none(`${formatResource(resource)} has no port ${port}${protocol ? `/${protocol}` : ''}.`);
  const [found] = serversBehind(view, resource, dialled);
  if (!found) return none(`Port ${port} of ${formatResource(resource)} leads to no port that is known.`);
  return { type: 'found', to: found.server, protocol: found.protocol, port: found.port };
}

function none(why: string): Destination {
  return { type: 'none', why };
}
