import { applicationDeployments } from './application.ts';
import { UNKNOWN_VALUES } from './chart-values.ts';
import type { Deployment } from './deployment.ts';
import { at, CLOSING, type GitopsResource, listAt, OPENING, textAt } from './gitops-resource.ts';

/** What a generator fills in, by the name of the variable. */
type Parameters = Readonly<Record<string, string>>;

/**
 * The deployments of the Applications that an ApplicationSet of Argo CD makes, as far as its generators can be read: lists,
 * and folders of the repository. Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/
 */
export function expandApplicationSet(
  { document, uri, spec }: GitopsResource,
  folders: readonly string[],
): readonly Deployment[] {
  const parameters = listAt(spec, 'generators').flatMap((generator) => [
    ...listAt(generator, 'list', 'elements').map(flatten),
    ...directoriesOf(generator, folders).map(ofFolder),
  ]);
  const template = at(spec, 'template');
  // A patch of the template may change everything.
  const isPatched = at(spec, 'templatePatch') !== undefined;
  return parameters.flatMap((values) => {
    const filled = fill(template, values);
    const name = textAt(filled, 'metadata', 'name');
    const made = { document, uri, name, namespace: undefined, spec: at(filled, 'spec') };
    return applicationDeployments(made).map((deployment) => ({
      ...deployment,
      values: isPatched ? UNKNOWN_VALUES : deployment.values,
      namespace: deployment.namespace && {
        ...deployment.namespace,
        origin: { document, path: '/spec/template/spec/destination/namespace', altered: true as const },
      },
    }));
  });
}

function directoriesOf(generator: unknown, folders: readonly string[]): readonly string[] {
  const rules = listAt(generator, 'git', 'directories').flatMap((rule) => {
    const path = textAt(rule, 'path');
    return path === undefined ? [] : [{ pattern: patternOf(path), isExcluded: at(rule, 'exclude') === true }];
  });
  return folders.filter(
    (folder) =>
      rules.some(({ pattern, isExcluded }) => !isExcluded && pattern.test(folder)) &&
      !rules.some(({ pattern, isExcluded }) => isExcluded && pattern.test(folder)),
  );
}

/** As in the file systems of Go, `*` stays within a folder; `**` does not. */
function patternOf(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**', '\0')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]')
    .replaceAll('\0', '.*');
  return new RegExp(`^${source}$`);
}

/** Both spellings: those of the old templates (`path.basename`), and those of Go's (`.path.basename`). */
function ofFolder(folder: string): Parameters {
  const steps = folder.split('/');
  const segments = steps.map((step, i) => [`path[${i}]`, step] as const);
  const basename = steps.at(-1) ?? '';
  return {
    path: folder,
    'path.path': folder,
    'path.basename': basename,
    'path.basenameNormalized': basename.replace(/[^a-z0-9.-]/gi, '-').toLowerCase(),
    ...Object.fromEntries(segments),
  };
}

function flatten(element: unknown): Parameters {
  if (typeof element !== 'object' || element === null) return {};
  return Object.fromEntries(
    Object.entries(element).flatMap(([key, value]) =>
      typeof value === 'object'
        ? Object.entries(flatten(value)).map(([below, text]) => [`${key}.${below}`, text])
        : [[key, `${value}`]],
    ),
  );
}

const VARIABLE = new RegExp(`${OPENING}\\s*\\.?([\\w.[\\]-]+)\\s*${CLOSING}`, 'g');

/** Texts with their variables filled in, as far as they are no more than variables. */
function fill(data: unknown, values: Parameters): unknown {
  if (typeof data === 'string') return data.replace(VARIABLE, (whole, name: string) => values[name] ?? whole);
  if (Array.isArray(data)) return data.map((item) => fill(item, values));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, fill(value, values)]));
}
