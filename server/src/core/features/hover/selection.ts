import type { PodScope } from '../../model/policy.ts';
import { endpointOf, type PodEndpoint } from '../../reach/endpoint.ts';
import { selectInNamespace, selectInScope } from '../../reach/select-workloads.ts';
import { namespaceByName } from '../../reach/ways/namespace-by-name.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Scene } from './hover-target.ts';
import { bullets, code, count, linkResource, listed, paragraphs, section } from './markdown.ts';
import { nearMisses } from './near-misses.ts';
import { obstaclesOf, writeObstacle, writeScope } from './obstacles.ts';

const MOST_WORKLOADS = 6;
const MOST_REASONS = 3;

/** What a scope does. A policy may not see pods on the host network; a Service leads to them (semantics rule 33). */
type Verb = 'Selects' | 'Matches' | 'Leads to';

/**
 * Which pods a scope takes in, which it may, and which it nearly does. `own` is the namespace of the resource that says
 * it.
 */
export function writeSelection(scene: Scene, verb: Verb, scope: PodScope, own: string): string {
  if (asksForNothing(scope)) return `${verb} **nothing**: it is not said what.`;
  const { view } = scene;
  const isPolicy = verb !== 'Leads to';
  const selected = isPolicy ? selectInScope(view, scope, own) : selectInNamespace(view, scope.pods, own);
  const podsOf = (resource: Resource): PodEndpoint | undefined => {
    const pods = endpointOf(view, resource);
    return pods && !isPolicy ? { ...pods, hostNetwork: 'no' } : pods;
  };
  const sure = selected.filter(({ match }) => match === 'yes').map(({ resource }) => resource);
  const perhaps = selected.filter(({ match }) => match === 'unknown');
  const missed = nearMisses(view, scope, own, podsOf, selected.length > 0);
  return paragraphs(
    `${verb} ${writeSure(scene, sure, perhaps.length > 0, scope, own)}`,
    section(
      'Depends:',
      bullets(perhaps, MOST_REASONS, ({ resource }) => {
        return `${writeWorkload(scene, resource)}: ${whyPerhaps(scope, own, podsOf(resource))}`;
      }),
    ),
    section(
      'Near misses:',
      bullets(missed, MOST_REASONS, ({ resource, why }) => `${linkResource(scene, resource)}: ${why}`),
    ),
  );
}

/** One of no values is a mistake, and so is a subject that is none. */
function asksForNothing({ namespaces, pods }: PodScope): boolean {
  const requirements = [...pods.requirements, ...(namespaces?.requirements ?? [])];
  return requirements.some(({ operator, values }) => operator === 'In' && values?.length === 0);
}

function writeSure(
  scene: Scene,
  sure: readonly Resource[],
  doubtful: boolean,
  scope: PodScope,
  own: string,
): string {
  const what = writeScope(scope, own);
  if (sure.length === 0 && doubtful) return `nothing for sure: ${what}.`;
  if (sure.length === 0) return `**no workload** of the workspace: ${what}.${writeUnseen(scene, scope)}`;
  const list = listed(sure, MOST_WORKLOADS, (resource) => writeWorkload(scene, resource));
  return isWide(scope) ? `${what}: ${list}` : list;
}

/**
 * The selectors say nothing that the names of the workloads would not say better, unless they take in
 * everything.
 */
function isWide({ pods }: PodScope): boolean {
  return pods.requirements.length === 0;
}

/** Pods of a namespace that the workspace does not know may well be there. */
function writeUnseen({ view }: Scene, { namespaces }: PodScope): string {
  const name = namespaces && namespaceByName(namespaces);
  if (name !== undefined && !view.namespaceNames().includes(name)) {
    return ` Nothing in the workspace is in namespace ${code(name)}.`;
  }
  return view.hasUnreadable('workload') ? ' Some documents cannot be read: it may be in one of them.' : '';
}

function whyPerhaps(scope: PodScope, own: string, pods: PodEndpoint | undefined): string {
  const [first] = pods ? obstaclesOf(scope, own, pods) : [];
  return pods && first ? writeObstacle(first, own, pods) : 'a template decides';
}

/** A workload and how many pods it has, where that is written: `Deployment shop/api (3 replicas)`. */
function writeWorkload(scene: Scene, resource: Resource): string {
  const { workload, root } = resource.facts;
  const link = linkResource(scene, resource);
  // A pod is its own template, and always one.
  if (workload?.replicas === undefined || workload.templateAt === root) return link;
  return `${link} (${count(workload.replicas, 'replica')})`;
}
