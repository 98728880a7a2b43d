import type { ServicePort } from '../../model/service.ts';
import { type Endpoint, endpointOf } from '../../reach/endpoint.ts';
import { serviceBackends } from '../../reach/ways/service-backends.ts';
import type { Resource } from '../../workspace/resource.ts';
import { groupBy } from './group-by.ts';
import type { Scene } from './hover-target.ts';
import { linkResource, listed } from './markdown.ts';
import { type Judgement, judge, writeJudgement } from './verdict.ts';

/** Backends beyond these are not judged: a Service leads to one or two workloads nearly always. */
const MOST_JUDGED = 8;
const MOST_SHOWN = 3;

/** The judgement on one port of the pods behind a Service. */
export interface JudgedBackend extends Judgement {
  readonly workload: Resource;
  readonly number: number;
}

/**
 * Whether policies let an end through to ports of a Service: `**allowed** by …`, or by backend where the
 * answers differ. Undefined when the Service leads to no pods.
 */
export function writeServiceVerdict(
  scene: Scene,
  from: Endpoint,
  service: Resource,
  ports: readonly ServicePort[],
): string | undefined {
  const judged = judgeService(scene, from, service, ports);
  const groups = [...groupBy(judged, ({ answer }) => answer)];
  const [first] = judged;
  if (!first) return undefined;
  if (groups.length === 1) return writeJudgement(first);
  return groups
    .map(([, backends]) => `${writeTargets(scene, backends)} ${writeJudgement(backends[0] ?? first)}`)
    .join('; ');
}

/** Judges what ports of a Service lead to, from one end; nothing where they lead to no pods. */
export function judgeService(
  scene: Scene,
  from: Endpoint,
  service: Resource,
  ports: readonly ServicePort[],
): JudgedBackend[] {
  const backends = ports.flatMap((port) => serviceBackends(scene.view, service, port));
  const sure = backends.filter(({ certain }) => certain);
  return (sure.length > 0 ? sure : backends)
    .slice(0, MOST_JUDGED)
    .flatMap(({ workload, target }): JudgedBackend[] => {
      const to = endpointOf(scene.view, workload);
      if (!to || target.type !== 'resolved') return [];
      const { number, protocol } = target;
      return [{ workload, number, ...judge(scene, from, to, protocol, number) }];
    });
}

function writeTargets(scene: Scene, backends: readonly JudgedBackend[]): string {
  return listed(
    backends,
    MOST_SHOWN,
    ({ workload, number }) => `${linkResource(scene, workload)} :${number}`,
  );
}
