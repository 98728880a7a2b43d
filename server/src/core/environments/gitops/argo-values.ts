import { type ChartValues, UNKNOWN_VALUES, type ValueAssignment } from './chart-values.ts';
import { cleanPath } from './deployment.ts';
import { at, isFilledIn, isOpen, listAt, OPENING, textAt } from './gitops-resource.ts';

/**
 * The values that a source of an Application sets for the chart in a folder: files, then `valuesObject` or else `values`, then
 * parameters. Source: https://argo-cd.readthedocs.io/en/stable/user-guide/helm/
 */
export function argoValues(source: unknown, sources: readonly unknown[], folder: string): ChartValues {
  const helm = at(source, 'helm');
  const data = at(helm, 'valuesObject') ?? at(helm, 'values') ?? '';
  const files = listAt(helm, 'valueFiles').map((file) => fileOf(file, source, sources, folder));
  const assignments = listAt(helm, 'parameters').map(assignmentOf);
  const known = files.flatMap((path) => path ?? []);
  const set = assignments.flatMap((one) => one ?? []);
  const isKnown =
    known.length === files.length &&
    set.length === assignments.length &&
    !isOpen(source) &&
    !isOpen(helm) &&
    !isFilledIn(data, TEMPLATE) &&
    at(source, 'plugin') === undefined &&
    listAt(helm, 'fileParameters').length === 0;
  if (!isKnown) return UNKNOWN_VALUES;
  const isOptional = at(helm, 'ignoreMissingValueFiles') === true;
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return {
    type: 'known',
    files: known.map((path) => ({ path, isOptional })),
    texts: text === '' ? [] : [text],
    assignments: set,
    replacesOwn: false,
  };
}

/** Argo CD puts its variables into paths and parameters, but not into values. */
const TEMPLATE = new RegExp(OPENING);

/**
 * The path of a file from the root of the repository. `$name/…` is a file of another source, and known where that is the same
 * repository; of a pattern or a URL nobody can tell what it stands for.
 */
function fileOf(
  file: unknown,
  source: unknown,
  sources: readonly unknown[],
  folder: string,
): string | undefined {
  if (typeof file !== 'string' || isFilledIn(file) || /[*?[]|:\/\//.test(file)) return undefined;
  const reference = /^\$([^/]+)\/(.*)$/.exec(file);
  if (!reference) return cleanPath(file, file.startsWith('/') ? '' : folder);
  const [, name = '', path = ''] = reference;
  const other = sources.find((one) => textAt(one, 'ref') === name);
  return other !== undefined && repositoryOf(other) === repositoryOf(source) ? cleanPath(path) : undefined;
}

function repositoryOf(source: unknown): string {
  const url = at(source, 'repoURL');
  return typeof url === 'string' ? url.replace(/(?:\.git)?\/*$/, '') : '';
}

/** Argo CD escapes commas, which would start another assignment, but for those of a list in braces. */
function assignmentOf(parameter: unknown): ValueAssignment | undefined {
  const name = textAt(parameter, 'name');
  const value = `${at(parameter, 'value') ?? ''}`;
  if (name === undefined || isFilledIn(value)) return undefined;
  const isList = value.startsWith('{') && value.endsWith('}');
  return {
    name,
    value: isList ? value : value.replace(/(?<!\\),/g, '\\,'),
    isText: at(parameter, 'forceString') === true,
  };
}
