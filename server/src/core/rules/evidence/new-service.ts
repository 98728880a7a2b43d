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

/** The labels by which the owner finds its pods; a bare Pod's own. */
function selectingLabels({ selector, labels }: Workload): (readonly [string, string])[] | undefined {
  const wanted =
    selector?.requirements ??
    labels.entries.map(({ key, value }) => ({ key, values: value === undefined ? undefined : [value] }));
  const pairs = wanted.flatMap(({ key, values }) =>
    values?.length === 1 && values[0] !== undefined ? [[key, values[0]] as const] : [],
  );
  return pairs.length < wanted.length || (selector ?? labels).open ? undefined : pairs;
}
