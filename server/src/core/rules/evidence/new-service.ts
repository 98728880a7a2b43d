import type { Workload } from '../../model/workload.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { YamlValue } from '../../yaml/yaml-value.ts';

/** A Service that does not exist yet, for the pods of a workload. */
export interface NewService {
  readonly name: string;
  readonly headless: boolean;
  readonly ports: readonly { readonly [key: string]: YamlValue }[];
}

/** Its manifest; undefined where the labels of the pods are not all known. */
export function writeService(
  workload: Resource,
  { name, headless, ports }: NewService,
): YamlValue | undefined {
  const { facts } = workload;
  const labels = facts.workload && selectingLabels(facts.workload);
  if (!labels || labels.length === 0) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, ...(facts.namespace?.value === undefined ? {} : { namespace: facts.namespace.value }) },
    spec: {
      ...(headless ? { clusterIP: 'None' } : {}),
      selector: Object.fromEntries(labels),
      ...(ports.length > 0 ? { ports } : {}),
    },
  };
}

/**
 * The labels by which the owner finds its pods; a bare Pod's own. The selector of a Service knows nothing but labels that
 * must be there, so there are none where the owner asks for anything else.
 */
function selectingLabels({ selector, labels }: Workload): (readonly [string, string])[] | undefined {
  const wanted =
    selector?.requirements.map(({ key, operator, values }) =>
      operator === 'In' && values?.length === 1 ? ([key, values[0]] as const) : undefined,
    ) ?? labels.entries.map(({ key, value }) => [key, value] as const);
  const pairs = wanted.flatMap((pair) => (pair?.[1] === undefined ? [] : [[pair[0], pair[1]] as const]));
  return pairs.length < wanted.length || (selector ?? labels).open ? undefined : pairs;
}
