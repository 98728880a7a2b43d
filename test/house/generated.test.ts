import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KINDS } from '../../server/src/core/kinds/registry.gen.ts';
import { DOCUMENT_RULES } from '../../server/src/core/rules/document-registry.gen.ts';
import { RULES } from '../../server/src/core/rules/registry.gen.ts';
import { ROOT, repositoryFiles, textOf } from '../support/source-files.ts';
import { openWorkspace } from '../support/workspace.ts';

const ALL_RULES = [...RULES, ...DOCUMENT_RULES];

test('everything that is generated is fresh', () => {
  const run = (): string =>
    execFileSync(process.execPath, ['scripts/generate.mjs', '--check'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  expect(run).not.toThrow();
});

describe.each(ALL_RULES)('the rule $id', ({ id, summary, examples, why, remedy, source }) => {
  test('says what, why, what to do and by whose word, with examples', () => {
    expect(summary).toMatch(/^[A-Z].*[^.]$/);
    for (const text of [why, remedy, source]) expect(text.trim()).not.toBe('');
    expect(examples.bad.length).toBeGreaterThan(0);
    expect(examples.good.length).toBeGreaterThan(0);
    for (const bad of examples.bad) expect(bad).toMatch(/^\s*(?:#|\/\/)\s*\^+ /m);
    for (const good of examples.good) expect(good).not.toMatch(/^\s*(?:#|\/\/)\s*\^+ /m);
  });

  test('has a page and a setting', () => {
    expect(existsSync(`${ROOT}docs/rules/${id}.md`)).toBe(true);
    const sections: { properties: Record<string, unknown> }[] = JSON.parse(textOf('package.json')).contributes
      .configuration;
    expect(sections.flatMap(({ properties }) => Object.keys(properties))).toContain(`kubereach.rules.${id}`);
  });
});

test('no page and no setting is of a rule that there is not', () => {
  const ids = ALL_RULES.map(({ id }) => id).sort();
  const pages = repositoryFiles().filter((file) => /^docs\/rules\/[a-z-]+\.md$/.test(file));
  expect(pages.map((file) => basename(file, '.md')).sort()).toEqual(ids);
  const settings = [...textOf('package.json').matchAll(/"kubereach\.rules\.([^"]+)"/g)].map(([, id]) => id);
  expect(settings.sort()).toEqual(ids);
});

describe.each(KINDS)('the kind $group/$kind', ({ group, kind, example, docsUrl }) => {
  test('has an example of itself, and a page to read on', () => {
    const { host } = openWorkspace(example);
    const facts = [...host.snapshot().manifests.values()].flatMap(({ chunks }) =>
      chunks.flatMap(({ document }) => document.facts),
    );
    expect(facts.map((one) => `${one.group}/${one.kind}`)).toContain(`${group}/${kind}`);
    expect(docsUrl).toMatch(/^https:\/\//);
  });

  test('stands in the file that is named for it, in the folder of its group', () => {
    const name = kind.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
    const files = repositoryFiles().filter(
      (file) => file.endsWith(`/${name}.ts`) && /\/core\/kinds\/[^/]+\//.test(file),
    );
    const folders = files.map((file) => basename(dirname(file)));
    expect(folders).toContain(group === '' ? 'core' : group.split('.')[0]);
  });
});
