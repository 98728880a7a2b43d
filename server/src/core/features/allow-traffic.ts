import type { AllowedAlready } from '../rules/allow-traffic/allowed-already.ts';
import { planAllow } from '../rules/allow-traffic/plan-allow.ts';
import { proveAllow } from '../rules/allow-traffic/prove-allow.ts';
import { type Refusal, refuse } from '../rules/allow-traffic/refusal.ts';
import type { WantedTraffic } from '../rules/allow-traffic/wanted-traffic.ts';
import { previewEdits } from '../rules/propose-fixes.ts';
import { editManifests, type ManifestEdits } from '../workspace/edit-manifests.ts';
import type { Environment } from '../workspace/environment.ts';
import type { Host } from '../workspace/host.ts';
import { formatResource } from '../workspace/resource.ts';
import { plainView } from '../workspace/view.ts';

/** The edit that allows some traffic, proven; or that it passes already, or why there is none, in a sentence. */
export type AllowAnswer =
  | { readonly type: 'edit'; readonly title: string; readonly edits: ManifestEdits }
  | AllowedAlready
  | Refusal;

/**
 * Writes the rules that let one workload reach another. They are handed out only when the engine, asked about the
 * workspace as it would be, confirms that they allow the traffic and open nothing that the title does not say.
 */
export function allowTraffic(host: Host, environment: Environment, wanted: WantedTraffic): AllowAnswer {
  const snapshot = host.snapshot();
  const view = plainView(environment);
  const plan = planAllow(view, wanted);
  if (plan.type !== 'plan') return plan;
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
