import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anyTypesIn, codeOf, matchesIn, ROOT, repositoryFiles, textOf } from '../support/source-files.ts';

const FILES = repositoryFiles();
const SOURCES = FILES.filter((file) => /^(?:server|client)\/.*\.ts$/.test(file));
const TESTS = FILES.filter((file) => /^test\/.*\.ts$/.test(file));
const TEXTS = FILES.filter((file) => !/\.(?:png|svg|ico|vsix)$/.test(file) && file !== 'LICENSE');

test('the top level holds what the design says, and files that tools demand', () => {
  const wanted =
    'package.json package.nls.json l10n package-lock.json client server schemas syntaxes test tsconfig.json README.md CHANGELOG.md LICENSE docs scripts examples media .ci'.split(
      ' ',
    );
  const top = new Set(FILES.map((file) => file.split('/')[0] ?? ''));
  const folders = new Set(FILES.filter((file) => file.includes('/')).map((file) => file.split('/')[0] ?? ''));
  const isDotFile = (name: string): boolean => name.startsWith('.') && !folders.has(name);
  expect([...top].filter((name) => !wanted.includes(name) && !isDotFile(name))).toEqual([]);
});

describe('names', () => {
  // Markdown that everybody knows by its capitals, and what tools look for, have names of their own.
  test('are in kebab-case', () => {
    const kebab = /^\.?[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
    const others = /^(?:README|CHANGELOG|LICENSE|[A-Z]+)(?:\.md)?$/;
    const parts = FILES.flatMap((file) => file.split('/').map((part) => ({ file, part })));
    expect(
      parts.filter(({ part }) => !kebab.test(part) && !others.test(part)).map(({ file }) => file),
    ).toEqual([]);
  });

  test('are those of the rooms: no drawer for everything', () => {
    const drawers = /\/(?:utils?|helpers?|common|shared|misc|lib|types|index)(?:\/|\.ts$)/;
    expect(SOURCES.filter((file) => drawers.test(file))).toEqual([]);
  });

  const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const pascal = (name: string): string => camel(`-${name}`);

  // Where a room says how its files are called for what they export; kinds and rules are seen to elsewhere.
  test.each<[string, RegExp, (name: string) => readonly string[]]>([
    [
      'handlers of the server',
      /^server\/src\/lsp\/handlers\/([^/]+)\.ts$/,
      (name) => [`handle${pascal(name)}`],
    ],
    ['commands of the command line', /^server\/src\/cli\/commands\/([^/]+)\.ts$/, (name) => [camel(name)]],
    [
      'reporters',
      /^server\/src\/cli\/reporters\/([^/]+)\.ts$/,
      (name) => [`format${pascal(name)}`, camel(name)],
    ],
    ['features', /^server\/src\/core\/features\/([^/]+)\.ts$/, (name) => [camel(name), pascal(name)]],
    ['the vocabulary', /^server\/src\/core\/model\/([^/]+)\.ts$/, (name) => [pascal(name)]],
  ])('are those of what is exported: %s', (_, files, exportsOf) => {
    const named = SOURCES.flatMap((file) => {
      const name = files.exec(file)?.[1];
      return name === undefined ? [] : [{ file, wanted: exportsOf(name) }];
    });
    expect(named.length).toBeGreaterThan(0);
    const exported = (file: string): string[] =>
      [...codeOf(file).matchAll(/^export (?:async )?(?:function\*?|const|interface|type) (\w+)/gm)].map(
        ([, name = '']) => name,
      );
    const misnamed = named.filter(
      ({ file, wanted }) => !exported(file).some((name) => wanted.includes(name)),
    );
    expect(misnamed).toEqual([]);
  });
});

describe('sources', () => {
  test('have at most 400 lines', () => {
    const long = SOURCES.filter((file) => textOf(file).split('\n').length > 400);
    expect(long).toEqual([]);
  });

  test('say nowhere `any`, and silence no checker', () => {
    const silencers = /@ts-(?:ignore|nocheck|expect-error)|biome-ignore|eslint-disable/g;
    const others = [...SOURCES, ...TESTS].filter((file) => file !== 'test/house/files.test.ts');
    const found = others.flatMap((file) => [
      ...anyTypesIn(file),
      ...matchesIn(file, textOf(file), silencers),
    ]);
    expect(found).toEqual([]);
  });

  test('hand nothing on: what is needed is imported from where it is made', () => {
    const handedOn = /^export (?:type )?(?:\*|\{[^}]*\}) from/gm;
    expect([...SOURCES, ...TESTS].flatMap((file) => matchesIn(file, codeOf(file), handedOn))).toEqual([]);
  });

  test('say what goes in and out of every function that they export', () => {
    const bare = /(?<!\*\/\n)(?<=\n)export (?:async )?function\*? \w+/g;
    expect(SOURCES.flatMap((file) => matchesIn(file, `\n${textOf(file)}`, bare))).toEqual([]);
  });
});

describe('no file knows', () => {
  // Written in parts, so that this file does not find itself.
  const machinePath = new RegExp(`(?<![\\w.~-])/(?:${['work', 'root', 'home', 'Users'].join('|')})/\\w`, 'g');
  const registry = new RegExp(['registry', '(?:npmjs|yarnpkg)'].join('\\.'), 'g');

  test('where it stands on somebody’s machine', () => {
    expect(TEXTS.flatMap((file) => matchesIn(file, textOf(file), machinePath))).toEqual([]);
  });

  test('from which registry its packages came', () => {
    expect(TEXTS.flatMap((file) => matchesIn(file, textOf(file), registry))).toEqual([]);
    const locks = FILES.filter((file) => basename(file) === 'package-lock.json');
    expect(locks.length).toBeGreaterThan(0);
    expect(locks.filter((file) => textOf(file).includes('"resolved"'))).toEqual([]);
    expect(FILES.filter((file) => basename(file) === '.npmrc')).toEqual([]);
  });
});

// The ones that need a real VS Code, or measure, are no part of `npm test`.
test('tests use no network, no clock and no home folder', () => {
  const own = TESTS.filter(
    (file) => !/^test\/(?:vscode|perf)\//.test(file) && file !== 'test/house/files.test.ts',
  );
  const outside =
    /\bDate\.now\b|\bnew Date\b|\bperformance\.now\b|\bset(?:Timeout|Interval)\b|\bfetch\s*\(|['"]node:(?:https?|dns|tls)\b|\bhomedir\b|\benv\.(?:HOME|USERPROFILE)\b|\bMath\.random\b|\.only\(|\.skip\(|\btest\.todo\b/g;
  expect(own.length).toBeGreaterThan(20);
  expect(own.flatMap((file) => matchesIn(file, codeOf(file), outside))).toEqual([]);
});

describe('documents', () => {
  const DOCUMENTS = FILES.filter((file) => file.endsWith('.md'));

  test('the changelog begins with the version of the package', () => {
    const versions = [...textOf('CHANGELOG.md').matchAll(/^## \[?(\d+\.\d+\.\d+)/gm)].map(
      ([, version]) => version,
    );
    expect(versions[0]).toBe(JSON.parse(textOf('package.json')).version);
  });

  test('links within the repository lead somewhere', () => {
    const broken = DOCUMENTS.flatMap((file) =>
      [...textOf(file).matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(ROOT, dirname(file), target)))
        .map((target) => `${file}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  test('the map of the house names what is there', () => {
    const paths = [
      ...textOf('docs/ARCHITECTURE.md').matchAll(/`((?:server|client|test|docs|scripts)\/[\w./-]+)`/g),
    ];
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.map(([, path = '']) => path).filter((path) => !existsSync(ROOT + path))).toEqual([]);
  });
});
