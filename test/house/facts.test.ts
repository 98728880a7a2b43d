import { expect, test } from 'vitest';
import { KINDS } from '../../server/src/core/kinds/registry.gen.ts';
import type { ResourceFacts } from '../../server/src/core/model/resource-facts.ts';
import { RULES } from '../../server/src/core/rules/registry.gen.ts';
import { parseFixture } from '../support/fixture.ts';
import { repositoryFiles, textOf } from '../support/source-files.ts';
import { openWorkspace } from '../support/workspace.ts';

/** Every manifest that the house itself holds as an example, each by a name. */
function exampleTexts(): { name: string; text: string }[] {
  const ofRules = RULES.flatMap(({ id, examples }) =>
    [...examples.bad, ...examples.good].map((text, i) => ({ name: `${id}, example ${i}`, text })),
  );
  return [
    ...KINDS.map(({ kind, example }) => ({ name: kind, text: example })),
    ...ofRules.flatMap(({ name, text }) =>
      parseFixture(text).files.map((file) => ({ name, text: file.text })),
    ),
    ...repositoryFiles()
      .filter((file) => /^examples\/.*\.ya?ml$/.test(file))
      .map((file) => ({ name: file, text: textOf(file) })),
  ];
}

function factsOf(text: string): ResourceFacts[] {
  const { host } = openWorkspace(`#-- a.yaml\n${text}`);
  return [...host.snapshot().manifests.values()].flatMap(({ chunks }) =>
    chunks.flatMap(({ document }) => document.facts),
  );
}

/** Paths to every key that would hold a place in a text. */
function offsetKeys(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => [
    ...(/^(?:span|start|end|offset|line|column|range)$/i.test(key) ? [`${path}.${key}`] : []),
    ...offsetKeys(below, `${path}.${key}`),
  ]);
}

const EXAMPLES = exampleTexts();

test('facts hold paths, and nothing that says where in a text they stand', () => {
  expect(EXAMPLES.length).toBeGreaterThan(100);
  for (const { name, text } of EXAMPLES) {
    const facts = factsOf(text);
    expect(facts.flatMap((one) => offsetKeys(one, name))).toEqual([]);
  }
});

test('a comment, a blank line or another indent moves everything and changes no facts', () => {
  for (const { name, text } of EXAMPLES.filter((example) => !example.text.includes('{{'))) {
    // Before every line at the left margin a comment and a blank line; not within block scalars, which are set in.
    const moved = text.replace(/^(?=[a-zA-Z])/gm, '# a comment 🚀\n\n');
    expect(factsOf(moved), name).toEqual(factsOf(text));
  }
});

test('facts are data: they survive a trip through JSON, so they can be compared and kept', () => {
  for (const { name, text } of EXAMPLES) {
    const facts = factsOf(text);
    expect(JSON.parse(JSON.stringify(facts)), name).toEqual(JSON.parse(JSON.stringify(factsOf(text))));
    // What is undefined is left out by JSON; everything else must be there again.
    expect(JSON.parse(JSON.stringify(facts)), name).toEqual(withoutUndefined(facts));
  }
});

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, below]) =>
      below === undefined ? [] : [[key, withoutUndefined(below)]],
    ),
  );
}
