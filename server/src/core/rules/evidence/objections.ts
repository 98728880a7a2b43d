import type { Finding } from '../../model/finding.ts';
import type { Objection } from '../../model/policy.ts';
import { type Resource, sourceIn } from '../../workspace/resource.ts';
import type { Fix, RuleContext } from '../define-rule.ts';

/** Reports what the API server would refuse in a policy, as far as it is about one sort of thing. */
export function reportObjections(
  resource: Resource,
  about: Objection['about'],
  { report }: RuleContext,
): void {
  for (const { at, why } of objectionsOf(resource, about)) {
    report({ at: sourceIn(resource, at, 'value'), message: why });
  }
}

/** Writes what is most likely meant. */
export function fixObjection({ at, message }: Finding, resource: Resource, about: Objection['about']): Fix[] {
  const objection = objectionsOf(resource, about).find((each) => each.at === at.path && each.why === message);
  const value = objection?.meant;
  if (value === undefined) return [];
  const { document } = resource;
  return [{ title: `Write \`${value}\``, changes: [{ type: 'set-scalar', document, path: at.path, value }] }];
}

function objectionsOf({ facts, broken }: Resource, about: Objection['about']): Objection[] {
  // What is missing in broken YAML may well be there.
  return broken ? [] : (facts.policy?.objections.filter((objection) => objection.about === about) ?? []);
}
