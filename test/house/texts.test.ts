import { describe, expect, test } from 'vitest';
import { codeOf, matchesIn, repositoryFiles, textOf } from '../support/source-files.ts';

const CLIENT = repositoryFiles().filter((file) => /^client\/.*\.ts$/.test(file));
const BUNDLE: Readonly<Record<string, string>> = JSON.parse(textOf('l10n/bundle.l10n.json'));

describe('what users read can be translated', () => {
  test('every text of the view and of the extension is in the bundle', () => {
    const written = CLIENT.flatMap((file) =>
      [...codeOf(file).matchAll(/(?:\btext|\bl10n\.t)\(\s*'([^'\\]+)'/g)].map(([, text = '']) => text),
    );
    expect(written.length).toBeGreaterThan(100);
    expect(written.filter((text) => BUNDLE[text] !== text)).toEqual([]);
  });

  test('the extension says nothing that is not', () => {
    const bare =
      /\bshow(?:Information|Warning|Error)Message\(\s*['"`]|\b(?:title|placeHolder|tooltip|prompt)(?::| =) ?['"`]/g;
    const own = CLIENT.filter((file) => file.startsWith('client/src/'));
    expect(own.flatMap((file) => matchesIn(file, codeOf(file), bare))).toEqual([]);
  });

  test('what package.json refers to is in package.nls.json, and nothing else', () => {
    const used = [...textOf('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    expect([...new Set(used)].sort()).toEqual(Object.keys(JSON.parse(textOf('package.nls.json'))).sort());
  });
});
