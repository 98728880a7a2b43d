import type { Severity } from '../../model/severity.ts';
import type { Analysis } from '../../rules/analysis.ts';
import type { Problems } from '../../topology/topology.ts';
import type { Resource } from '../../workspace/resource.ts';
import { isAtOrBelow } from '../../yaml/yaml-path.ts';

/** Makes what counts the findings in a resource; of several in one document each has its own. */
export function countProblems({ findingsOf }: Analysis): (resource: Resource) => Problems {
  return ({ document, facts }) => {
    const own = findingsOf(document).filter(({ at }) => isAtOrBelow(at.path, facts.root));
    const count = (severity: Severity): number =>
      own.filter((finding) => finding.severity === severity).length;
    return { errors: count('error'), warnings: count('warning') };
  };
}
