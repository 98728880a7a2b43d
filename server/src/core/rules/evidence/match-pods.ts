import { all, type Ternary } from '../../base/ternary.ts';
import { findLabel, type Label } from '../../model/labels.ts';
import type { Requirement } from '../../model/requirement.ts';
import { matchRequirement, type Selector } from '../../model/selector.ts';
import { candidates } from '../../reach/select-workloads.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';

/**
 * Whether a selector selects the pods of a workload while they run: unknown, where it asks for a label that the pod
 * template lacks and that somebody may set later.
 */
export function matchPods(selector: Selector, workload: Resource): Ternary {
  const answer = all(selector.requirements.map((requirement) => matchLabelOfPods(requirement, workload)));
  return answer === 'yes' && selector.open ? 'unknown' : answer;
}

/** The same for one requirement. */
export function matchLabelOfPods(requirement: Requirement, { facts, broken }: Resource): Ternary {
  const labels = facts.workload?.labels;
  if (!labels) return 'no';
  const answer = matchRequirement(requirement, labels);
  if (findLabel(labels, requirement.key)) return answer;
  return broken || isSetLater(requirement, facts.group) ? 'unknown' : answer;
}

/** The requirements of a selector that keep it from the pods of a workload, for sure. */
export function missedRequirements({ requirements }: Selector, workload: Resource): Requirement[] {
  return requirements.filter((requirement) => matchLabelOfPods(requirement, workload) === 'no');
}

/** What the pods of a workload have under a key, as far as the template says. */
export function labelOfPods({ facts }: Resource, key: string): Label | undefined {
  return facts.workload && findLabel(facts.workload.labels, key);
}

/** The workloads outside of a namespace whose pods a selector selects, or may select. */
export function selectElsewhere(view: View, selector: Selector, namespace: string): Resource[] {
  // The index knows only labels that are written.
  const written = {
    ...selector,
    requirements: selector.requirements.filter(({ key }) => !isRunTimeLabel(key)),
  };
  return candidates(view, written, undefined).filter(
    (workload) => workload.namespace !== namespace && matchPods(selector, workload) !== 'no',
  );
}

/** Labels that controllers, the scheduler and service meshes put on pods. */
const AT_RUN_TIME = new RegExp(
  [
    '^(?:rollouts-)?pod-template-hash$',
    '^(?:controller-revision-hash|pod-template-generation|job-name|controller-uid)$',
    '^(?:statefulset|apps|batch|topology)\\.kubernetes\\.io/',
    '^(?:[^/]*\\.)?(?:istio|linkerd)\\.io/',
  ].join('|'),
);

/** What pods that elect a leader among themselves call it: `role: master`, `spilo-role`, `vault-active`. */
const ELECTED = /(?:^|[^a-z])(?:role|leader|active|primary|master)(?:[^a-z]|$)/i;

/** Kubernetes' own controllers take labels over as they are written; others add labels to their pods. */
const FAITHFUL_GROUPS = new Set(['', 'apps', 'batch']);

function isSetLater({ key }: Requirement, group: string): boolean {
  return isRunTimeLabel(key) || !FAITHFUL_GROUPS.has(group);
}

function isRunTimeLabel(key: string): boolean {
  return AT_RUN_TIME.test(key) || ELECTED.test(key);
}
