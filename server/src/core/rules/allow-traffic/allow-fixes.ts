import type { View } from '../../workspace/view.ts';
import type { Fix } from '../define-rule.ts';
import { planAllow } from './plan-allow.ts';
import { proveAllow } from './prove-allow.ts';
import type { WantedTraffic } from './wanted-traffic.ts';

/** The fix that allows wanted traffic, with its proof; nothing where it cannot be written. */
export function allowFixes(view: View, wanted: WantedTraffic): Fix[] {
  const plan = planAllow(view, wanted);
  if (plan.type !== 'plan') return [];
  return [{ title: plan.title, changes: plan.changes, holds: (after) => proveAllow(plan, view, after) }];
}
