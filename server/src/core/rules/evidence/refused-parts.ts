import type { Finding } from '../../model/finding.ts';
import type { Refusal } from '../../model/policy.ts';
import { type Resource, sourceIn } from '../../workspace/resource.ts';
import type { Fix, RuleContext } from '../define-rule.ts';

/** Reports what the API server would refuse in a policy, as far as it is about one sort of thing. */
export function reportRefusals(resource: Resource, about: Refusal['about'], { report }: RuleContext): void {
  for (const { at, why } of refusalsOf(resource, about)) {
    report({ at: sourceIn(resource, at, 'value'), message: why });
  }
}

/** Writes what is most likely meant. */
export function fixRefusal({ at, message }: Finding, resource: Resource, about: Refusal['about']): Fix[] {
  const refusal = refusalsOf(resource, about).find((each) => each.at === at.path && each.why === message);
  const value = refusal?.meant;
  if (value === undefined) return [];
  const { document } = resource;
  return [{ title: `Write \`${value}\``, changes: [{ type: 'set-scalar', document, path: at.path, value }] }];
}

function refusalsOf({ facts, broken }: Resource, about: Refusal['about']): Refusal[] {
  // What is missing in broken YAML may well be there.
  return broken ? [] : (facts.policy?.refusals.filter((refusal) => refusal.about === about) ?? []);
}
