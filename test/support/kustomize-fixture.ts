import { existsSync } from 'node:fs';
import { expect } from 'vitest';
import type { ComposedNode } from '../../server/src/core/environments/composed-node.ts';
import type {
  ComposedResource,
  KustomizeResult,
} from '../../server/src/core/environments/kustomize/kustomize-result.ts';
import { currentId } from '../../server/src/core/environments/kustomize/resource.ts';
import type { Origin } from '../../server/src/core/model/origin.ts';
import { pathSteps } from '../../server/src/core/yaml/yaml-path.ts';
import { KUBE_TOOLS } from './kube-tools.ts';
import { kubectlKustomize } from './kubectl-kustomize.ts';
import { kustomizeFolder, textsOf } from './kustomize-folder.ts';
import { byName, type PlainData, plainData } from './plain-resources.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

/** What was built of a fixture, in words that tests can compare. */
export interface BuiltFixture {
  readonly result: KustomizeResult;
  /** `Service shop/web`, in order. */
  readonly names: readonly string[];
  /** What stands at a path of a resource that is named so. */
  readonly value: (name: string, path?: string) => PlainData | undefined;
  /**
   * Where that was written: `file path`, with `#1` behind the file for its second document, `> path` for what is within a
   * text, and `(altered)`.
   */
  readonly origin: (name: string, path: string) => string;
  readonly isAsWritten: (name: string) => boolean;
  /** `type file path: message`, with `> path` for what is within a text. */
  readonly problems: readonly string[];
}

interface FixtureOptions {
  /** The folder that is built; the topmost one, if nothing is said. */
  readonly folder?: string;
  /** Why the real kubectl is not asked, or need not say the same. */
  readonly alone?: string;
}

/**
 * Builds a fixture, and holds the result against the real kubectl, where that runs: what it builds must be equal as data,
 * and for what it refuses there must be a problem.
 */
export function buildFixture(source: string, { folder = '', alone }: FixtureOptions = {}): BuiltFixture {
  const { build, locate } = kustomizeFolder(textsOf(source));
  const result = build(folder);
  if (alone === undefined && KUBE_TOOLS) holdAgainstKubectl(source, folder, result, KUBE_TOOLS.kubectl);
  const fileOf = (document: number): string => {
    const { path, index } = locate(document);
    return index === 0 ? path : `${path}#${index}`;
  };
  const find = (name: string): ComposedResource => {
    const found = result.resources.find((resource) => nameOf(resource) === name);
    if (!found) throw new Error(`no ${name} among ${result.resources.map(nameOf).join(', ')}`);
    return found;
  };
  const describe = ({ document, path, inner, altered }: Origin): string =>
    [
      `${fileOf(document)} ${path}`,
      ...(inner === undefined ? [] : [`> ${inner}`]),
      ...(altered ? ['(altered)'] : []),
    ].join(' ');
  return {
    result,
    names: result.resources.map(nameOf),
    value: (name, path = '') => {
      const node = nodeAt(find(name).root, path);
      return node && plainData(node);
    },
    origin: (name, path) => {
      const node = nodeAt(find(name).root, path);
      if (!node) throw new Error(`${name} has no ${path}`);
      return describe(node.origin);
    },
    isAsWritten: (name) => find(name).asWritten,
    problems: result.problems.map(
      ({ type, at, message }) =>
        `${type} ${fileOf(at.document)} ${at.path}${at.inner === undefined ? '' : ` > ${at.inner}`}: ${message}`,
    ),
  };
}

function holdAgainstKubectl(source: string, folder: string, result: KustomizeResult, kubectl: string): void {
  const { at } = makeTemporaryFolder(source);
  if (!existsSync(at(folder))) throw new Error(`the fixture has no folder ${folder}`);
  const theirs = kubectlKustomize(kubectl, at(folder));
  if (theirs.type === 'refused') expect(result.problems, theirs.message).not.toEqual([]);
  else expect(byName(result.resources.map(({ root }) => plainData(root)))).toEqual(theirs.resources);
}

function nameOf({ root }: ComposedResource): string {
  const { kind, name } = currentId({ root });
  const namespace = nodeAt(root, '/metadata/namespace');
  return `${kind} ${namespace?.type === 'scalar' ? `${namespace.text}/` : ''}${name}`;
}

function nodeAt(root: ComposedNode, path: string): ComposedNode | undefined {
  return pathSteps(path).reduce<ComposedNode | undefined>((node, step) => {
    if (node?.type === 'sequence') return node.items[Number(step)];
    return node?.type === 'map' ? node.entries.find(({ key }) => key.text === step)?.value : undefined;
  }, root);
}
