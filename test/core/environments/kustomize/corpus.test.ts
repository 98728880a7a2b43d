import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KUBE_TOOLS } from '../../../support/kube-tools.ts';
import { kubectlKustomize } from '../../../support/kubectl-kustomize.ts';
import { kustomizeFolder } from '../../../support/kustomize-folder.ts';
import { byName, type PlainData, plainData } from '../../../support/plain-resources.ts';
import { ROOT } from '../../../support/source-files.ts';
import { textsIn } from '../../../support/texts-in.ts';

// Real kustomizations, which are not part of the repository: where they are missing, this is left out and says so.
const CORPUS = join(ROOT, '../shared/corpus');
const FOUND = textsIn(CORPUS);
const FOLDERS = FOUND.flatMap(({ path }) => /^(.*)\/kustomization\.ya?ml$/.exec(path)?.[1] ?? []);
const WORKSPACE = kustomizeFolder(new Map(FOUND.map(({ path, text }) => [path, text])));

test.skipIf(FOLDERS.length > 0)('skipped: there are no real kustomizations in ../shared/corpus', () => {});
test.skipIf(KUBE_TOOLS)('skipped: the real kubectl does not run here', () => {});

/** Where a file ends within a block scalar, YAML readers do not agree about a line break that is not there. */
function withoutLastBreaks(data: PlainData): PlainData {
  if (typeof data === 'string') return data.replace(/\n$/, '');
  if (Array.isArray(data)) return data.map(withoutLastBreaks);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withoutLastBreaks(value)]));
}

describe.runIf(KUBE_TOOLS && FOLDERS.length > 0)('kustomizations of the real world', () => {
  test.each(FOLDERS)('%s', (folder) => {
    const { resources, problems } = WORKSPACE.build(folder);
    const theirs = kubectlKustomize(KUBE_TOOLS?.kubectl ?? '', join(CORPUS, folder));
    if (theirs.type === 'refused') {
      expect(problems, theirs.message).not.toEqual([]);
      return;
    }
    expect(problems).toEqual([]);
    const ours = byName(resources.map(({ root }) => plainData(root)));
    expect(withoutLastBreaks(ours)).toEqual(withoutLastBreaks(theirs.resources));
  });
});
