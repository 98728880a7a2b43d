import { addTo, type MultiMap, valuesOf } from '../../base/multi-map.ts';
import type { Finding } from '../../model/finding.ts';
import type { Severity } from '../../model/severity.ts';
import type { DocumentId } from '../../model/source.ts';
import type { Analysis } from '../../rules/analysis.ts';
import type { Problems } from '../../topology/topology.ts';
import type { EnvironmentId } from '../../workspace/environment.ts';
import type { Resource } from '../../workspace/resource.ts';
import { isAtOrBelow } from '../../yaml/yaml-path.ts';

/** Makes what counts the findings in a resource of an environment; of several in one document each has its own. */
export function countProblems(
  analysis: Analysis,
  environment: EnvironmentId,
): (resource: Resource) => Problems {
  const byDocument: MultiMap<DocumentId, Finding> = new Map();
  for (const finding of analysis.all())
    if (finding.environment === environment) addTo(byDocument, finding.at.document, finding);
  return ({ document, facts }) => {
    const own = valuesOf(byDocument, document).filter(({ at }) => isAtOrBelow(at.path, facts.root));
    const count = (severity: Severity): number =>
      own.filter((finding) => finding.severity === severity).length;
    return { errors: count('error'), warnings: count('warning') };
  };
}
