import type { ServicePort } from '../../model/service.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { isDigitSlip } from './slip.ts';
import { findTargetProblem, type TargetProblem } from './target-problem.ts';
import { commonPorts, unservedPorts } from './unserved-ports.ts';

/** A number that none of the pods behind a Service declares, and what was meant instead. */
export type UndeclaredPort = Extract<TargetProblem, { type: 'undeclared' }> & {
  readonly port: ServicePort;
  /** Declared ports that were most likely meant. */
  readonly likely: readonly number[];
  /** The Service's own port is one of them. */
  readonly swapped: boolean;
};

/**
 * Declared ports count as meant where no Service leads to them: the one that looks like a slip, else the Service's own
 * port (the two are swapped), else all of them if that holds for all.
 */
export function findUndeclaredPort(
  view: View,
  resource: Resource,
  port: ServicePort,
): UndeclaredPort | undefined {
  const problem = findTargetProblem(view, resource, port);
  if (problem?.type !== 'undeclared') return undefined;
  const { workloads, protocol, number } = problem;
  const unserved = unservedPorts(view, workloads, protocol);
  const slips = unserved.filter((declared) => isDigitSlip(declared, number));
  if (slips.length > 0) return { ...problem, port, swapped: false, likely: slips };
  const own = unserved.filter((declared) => port.targetPort && declared === port.port.value);
  if (own.length > 0) return { ...problem, port, swapped: true, likely: own };
  const none = unserved.length === commonPorts(workloads, protocol).length;
  return { ...problem, port, swapped: false, likely: none ? unserved : [] };
}
