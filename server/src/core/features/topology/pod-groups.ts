import { addTo, type MultiMap } from '../../base/multi-map.ts';
import type { Direction } from '../../model/policy.ts';
import type { PodClass } from '../../reach/pairs/pod-classes.ts';
import { isNothing } from '../../reach/traffic.ts';
import type { Judged } from '../../topology/judge-link.ts';
import type { FocusGroup } from '../../topology/topology-question.ts';
import type { TopologyState } from '../../topology/topology-state.ts';
import { compareText } from '../../workspace/namespace-index.ts';
import type { Resource } from '../../workspace/resource.ts';
import { memberOf } from './member-of.ts';

/** More members than these are counted only. */
const MOST_MEMBERS = 4;

/** So many namespaces with the same answer, of which nobody speaks, are told as one. */
const MANY_NAMESPACES = 3;

interface Answered extends Judged {
  readonly note: string;
  readonly named: boolean;
}

interface Group extends Answered {
  readonly namespaces: readonly string[];
  readonly classes: readonly PodClass[];
}

/**
 * The pods that reach a workload (`ingress`) or that it reaches, by namespace and by equal answers: those that somebody
 * names come first, then what is wrong before what is right.
 */
export function podGroups(
  state: TopologyState,
  workload: Resource,
  subject: PodClass,
  direction: Direction,
): FocusGroup[] {
  const { all } = state.connectivity;
  const byAnswer = new Map<string, Group & { readonly classes: PodClass[] }>();
  for (const other of all.classes) {
    if (other === subject && !hasFellows(subject)) continue;
    const answered = answer(state, subject, other, direction);
    const { namespace } = other.endpoint;
    const key = [namespace, answered.verdict, answered.ports, answered.note, answered.named].join(' | ');
    const known = byAnswer.get(key) ?? { ...answered, namespaces: [namespace], classes: [] };
    byAnswer.set(key, known);
    known.classes.push(other);
  }
  const own = subject.endpoint.namespace;
  return mergeOthers([...byAnswer.values()], own)
    .sort(
      (a, b) => order(a, own) - order(b, own) || compareText(a.namespaces[0] ?? '', b.namespaces[0] ?? ''),
    )
    .map((group) => toFocusGroup(state, workload, group, direction));
}

/** Pods reach their like: those of a workload with several of them, or of another one with the same answers. */
function hasFellows({ members }: PodClass): boolean {
  return members.length > 1;
}

function answer(
  { links }: TopologyState,
  subject: PodClass,
  other: PodClass,
  direction: Direction,
): Answered {
  const [from, to] = direction === 'ingress' ? [other, subject] : [subject, other];
  const judged = { ...links.between(from, to), named: links.isNamed(from, to) };
  if (judged.verdict === 'allowed') return { ...judged, note: links.isFree(from, to) ? 'no policy' : '' };
  if (judged.verdict === 'depends') return { ...judged, note: '' };
  const sides = links.lookup(from, to);
  const [out, into] = [!isNothing(sides.out), !isNothing(sides.into)];
  const note = out && into ? 'no common port' : out ? 'no ingress' : into ? 'no egress' : 'neither side';
  return { ...judged, note };
}

/** Namespaces of which nobody speaks and that have one answer are told together, if there are many. */
function mergeOthers(groups: readonly Group[], own: string): Group[] {
  const whole: MultiMap<string, Group> = new Map();
  const kept: Group[] = [];
  for (const group of groups) {
    if (group.named || group.namespaces.includes(own)) kept.push(group);
    else addTo(whole, [group.verdict, group.ports, group.note].join(' | '), group);
  }
  for (const alike of whole.values()) {
    const [first] = alike;
    if (!first || alike.length <= MANY_NAMESPACES) kept.push(...alike);
    else
      kept.push({
        ...first,
        namespaces: alike.flatMap(({ namespaces }) => namespaces),
        classes: alike.flatMap(({ classes }) => classes),
      });
  }
  return kept;
}

const VERDICTS: readonly Judged['verdict'][] = ['one-sided', 'depends', 'allowed', 'denied'];

function order({ named, verdict, namespaces }: Group, own: string): number {
  return (named ? 0 : 100) + VERDICTS.indexOf(verdict) * 10 + (namespaces.includes(own) ? 0 : 1);
}

function toFocusGroup(
  { index }: TopologyState,
  workload: Resource,
  { namespaces, classes, verdict, ports, note, named }: Group,
  direction: Direction,
): FocusGroup {
  const isMany = namespaces.length > 1;
  const workloads = classes
    .flatMap(({ members }) => members.map((one) => one.workload))
    .filter((one) => one !== workload);
  const members = workloads.map((one) => memberOf(index, one));
  members.sort((a, b) => compareText(a.label, b.label));
  const shown = isMany ? [] : members.length === MOST_MEMBERS + 1 ? members : members.slice(0, MOST_MEMBERS);
  const [self, other] = [index.idOf(workload), members[0]?.id];
  const ends = direction === 'ingress' ? [other, self] : [self, other];
  const [from, to] = ends;
  return {
    id: `${direction} ${isMany ? 'others' : namespaces[0]} ${verdict} ${ports} ${note} ${named}`,
    type: isMany ? 'namespaces' : 'pods',
    title: isMany ? `${namespaces.length} other namespaces` : (namespaces[0] ?? ''),
    members: shown,
    more: members.length - shown.length,
    verdict,
    ports,
    note,
    named,
    explain: from && to ? { from: { node: from }, to: { node: to } } : undefined,
  };
}
