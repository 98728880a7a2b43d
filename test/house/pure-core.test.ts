import { expect, test } from 'vitest';
import { codeOf, matchesIn, repositoryFiles, textOf } from '../support/source-files.ts';

const CORE = repositoryFiles().filter((file) => /^server\/src\/core\/.*\.ts$/.test(file));

test('core is compiled without the types of Node and of browsers', () => {
  const options = JSON.parse(textOf('server/src/core/tsconfig.json')).compilerOptions;
  const inherited = JSON.parse(textOf('tsconfig.json')).compilerOptions;
  expect(options.types ?? inherited.types).toEqual([]);
  expect(options.lib ?? inherited.lib).toEqual(['es2023']);
});

// What the compiler lets pass: Node's modules without types, and what every JavaScript has but pure code has not.
test('core names no module of Node, no console, no clock, no chance and no global', () => {
  const impure =
    /(?:from|import|require)\s*\(?\s*['"]node:|\b(?:console|process|globalThis|performance|fetch)\s*[.(]|\bnew Date\b|\bDate\.now\b|\bMath\.random\b|\bset(?:Timeout|Interval|Immediate)\b/g;
  expect(CORE.length).toBeGreaterThan(100);
  expect(CORE.flatMap((file) => matchesIn(file, codeOf(file), impure))).toEqual([]);
});

test('core keeps nothing between calls in a module: no variable outside of functions can change', () => {
  const variable = /^(?:export )?(?:let|var) \w+/gm;
  const container =
    /^(?:export )?const \w+(?:: (?!readonly |Readonly)[^=]*)? = (?:new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\)|\[\]);/gm;
  const found = CORE.flatMap((file) => {
    const code = codeOf(file);
    return [...matchesIn(file, code, variable), ...matchesIn(file, code, container)];
  });
  expect(found).toEqual([]);
});
