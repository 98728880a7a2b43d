import { type ChartValues, UNKNOWN_VALUES } from './chart-values.ts';
import { cleanPath } from './deployment.ts';
import { at, type GitopsResource, isFilledIn, isOpen, listAt, OPENING, textAt } from './gitops-resource.ts';

/** Finds the text that a ConfigMap or Secret of the workspace has under a key; undefined where it cannot be told. */
export type ValuesSources = (wanted: WantedValues) => string | undefined;

export interface WantedValues {
  readonly kind: string;
  readonly name: string;
  readonly key: string;
  /** The HelmRelease that asks. */
  readonly release: GitopsResource;
}

/**
 * The values that a HelmRelease sets for its chart: files of its source, which stand for the chart's own values, then those of
 * ConfigMaps and Secrets, then its own. Source: https://fluxcd.io/flux/components/helm/helmreleases/#values
 */
export function fluxValues(release: GitopsResource, sources: ValuesSources): ChartValues {
  const { spec } = release;
  const chart = at(spec, 'chart', 'spec');
  const named = listAt(chart, 'valuesFiles');
  const from = listAt(spec, 'valuesFrom');
  const files = named.flatMap((file) =>
    typeof file === 'string' && !isFilledIn(file) ? (cleanPath(file) ?? []) : [],
  );
  const texts = from.flatMap((one) => referredText(one, release, sources) ?? []);
  const own = at(spec, 'values') ?? undefined;
  const isKnown =
    files.length === named.length &&
    texts.length === from.length &&
    ![spec, chart].some(isOpen) &&
    !isFilledIn(own, VARIABLE) &&
    !texts.some((text) => VARIABLE.test(text));
  if (!isKnown) return UNKNOWN_VALUES;
  const isOptional = at(chart, 'ignoreMissingValuesFiles') === true;
  return {
    type: 'known',
    files: files.map((path) => ({ path, isOptional })),
    texts: own === undefined ? texts : [...texts, JSON.stringify(own)],
    assignments: [],
    replacesOwn: files.length > 0,
  };
}

/** A template, or what the Kustomization that applies the release may substitute. */
const VARIABLE = new RegExp(`${OPENING}|\\$\\{`);

/** Undefined also for a single value that is put somewhere: what it is there depends on how it looks. */
function referredText(
  reference: unknown,
  release: GitopsResource,
  sources: ValuesSources,
): string | undefined {
  const [kind, name] = [textAt(reference, 'kind'), textAt(reference, 'name')];
  if (kind === undefined || name === undefined || at(reference, 'targetPath') !== undefined) return undefined;
  return sources({ kind, name, key: textAt(reference, 'valuesKey') ?? 'values.yaml', release });
}
