import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { relative, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findManifestFiles,
  isManifestFile,
  type Unreadable,
} from '../../server/src/io/find-manifest-files.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

/** A folder with empty files, but for .gitignore files. */
function folderWith(files: Readonly<Record<string, string>>): TemporaryFolder {
  const folder = makeTemporaryFolder('');
  for (const [path, text] of Object.entries(files)) folder.write(path, text);
  return folder;
}

/** What is found, relative to the folder; what cannot be read fails the test. */
function find({ path: root }: TemporaryFolder): string[] {
  const found = findManifestFiles(root, ({ path, why }) => {
    throw new Error(`${path} ${why}`);
  });
  return [...found].map((path) => relative(root, path).split(sep).join('/'));
}

/** Finds, and demands that asking for each file by itself gives the same answers. */
function findBothWays(folder: TemporaryFolder, files: readonly string[]): string[] {
  const found = find(folder);
  const asked = files.filter((path) => isManifestFile(folder.path, folder.at(path)));
  expect(asked.sort(), 'the files asked for one by one').toEqual([...found].sort());
  return found;
}

test.each<{ name: string; files: Record<string, string>; found: string[] }>([
  {
    name: 'manifests are known by their endings',
    files: {
      'a.yaml': '',
      'b.yml': '',
      'c.JSON': '',
      'd.txt': '',
      yaml: '',
      'e.yaml.tpl': '',
      '.f.yaml': '',
    },
    found: ['.f.yaml', 'a.yaml', 'b.yml', 'c.JSON'],
  },
  {
    name: 'a folder comes where its name is in the alphabet',
    files: { 'b/z.yaml': '', 'a.yaml': '', 'c.yaml': '', 'b/a/x.yaml': '' },
    found: ['a.yaml', 'b/a/x.yaml', 'b/z.yaml', 'c.yaml'],
  },
  {
    name: "other people's files are left out at any depth",
    files: {
      'node_modules/a.yaml': '',
      'x/node_modules/y/a.yaml': '',
      '.git/a.yaml': '',
      'vendor/a.yaml': '',
      '.terraform/a.json': '',
      '.github/a.yaml': '',
      'my-vendor/a.yaml': '',
    },
    found: ['.github/a.yaml', 'my-vendor/a.yaml'],
  },
  {
    name: 'a .gitignore file',
    files: {
      '.gitignore': '# made by us\n/out/\n*.gen.yaml\n\n',
      'out/a.yaml': '',
      'x/out/a.yaml': '',
      'a.gen.yaml': '',
    },
    found: ['x/out/a.yaml'],
  },
  {
    name: 'a .gitignore file speaks of its own folder and what is below',
    files: {
      'a/.gitignore': '/x.yaml\ny.yaml\n',
      'a/x.yaml': '',
      'a/b/x.yaml': '',
      'a/b/y.yaml': '',
      'x.yaml': '',
      'y.yaml': '',
    },
    found: ['a/b/x.yaml', 'x.yaml', 'y.yaml'],
  },
  {
    name: 'what a file ignores, one further down takes back',
    files: {
      '.gitignore': '*.yaml\n',
      'a/.gitignore': '!keep.yaml\n',
      'a/keep.yaml': '',
      'a/b/keep.yaml': '',
      'keep.yaml': '',
    },
    found: ['a/b/keep.yaml', 'a/keep.yaml'],
  },
  {
    name: 'nothing takes back what is in an ignored folder',
    files: { '.gitignore': 'a/\n', 'a/.gitignore': '!keep.yaml\n', 'a/keep.yaml': '' },
    found: [],
  },
  {
    name: 'all but one',
    files: { '.gitignore': 'a/*\n!a/b/\n', 'a/x.yaml': '', 'a/b/x.yaml': '', 'a/c/x.yaml': '' },
    found: ['a/b/x.yaml'],
  },
  {
    name: 'a folder whose name has signs that patterns use',
    files: {
      'a[1]!/.gitignore': 'x.yaml\n',
      'a[1]!/x.yaml': '',
      'a[1]!/y.yaml': '',
      'a1!/x.yaml': '',
      '#b/.gitignore': 'x.yaml',
      '#b/x.yaml': '',
    },
    found: ['a1!/x.yaml', 'a[1]!/y.yaml'],
  },
  {
    name: 'a .gitignore file from Windows, with a byte order mark',
    files: { '.gitignore': '\uFEFFx.yaml\r\ny.yaml\r\n', 'x.yaml': '', 'y.yaml': '', 'z.yaml': '' },
    found: ['z.yaml'],
  },
  {
    name: 'a folder of the name .gitignore',
    files: { '.gitignore/a.yaml': '', 'b.yaml': '' },
    found: ['.gitignore/a.yaml', 'b.yaml'],
  },
  {
    name: 'names of dots, as ConfigMaps are mounted',
    files: { '..data/a.yaml': '', '.../a.yaml': '', '.gitignore': 'b.yaml' },
    found: ['.../a.yaml', '..data/a.yaml'],
  },
  { name: 'an empty folder', files: {}, found: [] },
])('$name', ({ files, found }) => {
  expect(findBothWays(folderWith(files), Object.keys(files))).toEqual(found);
});

describe('symbolic links', () => {
  test('are followed to files and folders', () => {
    const folder = folderWith({ 'x/real.yaml': '' });
    const elsewhere = folderWith({ 'far.yaml': '' });
    symlinkSync('x/real.yaml', folder.at('link.yaml'));
    symlinkSync(elsewhere.path, folder.at('elsewhere'));
    expect(find(folder)).toEqual(['elsewhere/far.yaml', 'link.yaml', 'x/real.yaml']);
  });

  test('a circle is walked once', () => {
    const folder = folderWith({ 'a/x.yaml': '' });
    symlinkSync('..', folder.at('a/up'));
    symlinkSync('.', folder.at('a/self'));
    symlinkSync('circle', folder.at('circle'));
    expect(find(folder)).toEqual(['a/x.yaml']);
  });

  test('a link to nowhere is a file, which whoever reads it will miss', () => {
    const folder = folderWith({ 'x.yaml': '' });
    symlinkSync('nowhere', folder.at('dangling.yaml'));
    symlinkSync('nowhere', folder.at('dangling'));
    expect(find(folder)).toEqual(['dangling.yaml', 'x.yaml']);
  });

  test('what is no file is nothing', () => {
    const folder = folderWith({ 'x.yaml': '' });
    execFileSync('sh', ['-c', 'mkfifo "$0"', folder.at('pipe.yaml')]);
    expect(find(folder)).toEqual(['x.yaml']);
  });
});

describe('what cannot be read', () => {
  function findWith(
    root: string,
    between: (path: string) => void,
  ): { found: string[]; unreadable: Unreadable[] } {
    const unreadable: Unreadable[] = [];
    const found: string[] = [];
    for (const path of findManifestFiles(root, (what) => unreadable.push(what))) {
      found.push(relative(root, path));
      between(path);
    }
    return { found, unreadable };
  }

  test('a folder that is not there is told', () => {
    const folder = folderWith({});
    expect(findWith(folder.at('missing'), () => {})).toEqual({
      found: [],
      unreadable: [{ path: folder.at('missing'), why: 'cannot be read: it does not exist' }],
    });
  });

  test('a folder that vanishes meanwhile is told, and the rest goes on', () => {
    const folder = folderWith({ 'a.yaml': '', 'b/x.yaml': '', 'c/x.yaml': '' });
    const { found, unreadable } = findWith(folder.path, (path) => {
      if (path === folder.at('a.yaml')) folder.remove('b');
    });
    expect(found).toEqual(['a.yaml', 'c/x.yaml']);
    expect(unreadable).toEqual([{ path: folder.at('b'), why: 'cannot be read: it does not exist' }]);
  });
});

describe('asking for one file', () => {
  test('one outside of the folder is none of it', () => {
    const folder = folderWith({ 'a/x.yaml': '', 'ab/x.yaml': '' });
    expect(isManifestFile(folder.at('a'), folder.at('a/x.yaml'))).toBe(true);
    expect(isManifestFile(folder.at('a'), folder.at('ab/x.yaml'))).toBe(false);
    expect(isManifestFile(folder.at('a'), folder.at('x.yaml'))).toBe(false);
    expect(isManifestFile(folder.at('a.yaml'), folder.at('a.yaml'))).toBe(false);
  });

  test('the root of the file system is a folder too', () => {
    expect(isManifestFile('/', '/x.yaml')).toBe(true);
  });

  test('a file that is gone is judged by its name', () => {
    const folder = folderWith({ '.gitignore': 'out/\n' });
    expect(isManifestFile(folder.path, folder.at('x/gone.yaml'))).toBe(true);
    expect(isManifestFile(folder.path, folder.at('out/gone.yaml'))).toBe(false);
  });

  test('a folder that is itself in a place that is left out is looked at all the same', () => {
    const folder = folderWith({ 'node_modules/x/a.yaml': '' });
    expect(isManifestFile(folder.at('node_modules/x'), folder.at('node_modules/x/a.yaml'))).toBe(true);
  });
});

test('git itself ignores the same files', () => {
  const name = fc.constantFrom('a', 'b', 'c.yaml', 'd.yaml');
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
  const part = fc.constantFrom('a', 'b', 'c.yaml', '*', '*.yaml', '**', '?', '[ab]');
  const pattern = fc
    .tuple(
      fc.constantFrom('', '!'),
      fc.constantFrom('', '/'),
      fc.array(part, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', '/'),
    )
    .map(([not, slash, parts, end]) => `${not}${slash}${parts.join('/')}${end}`);
  const ignoreFile = fc.tuple(
    fc.constantFrom('', 'a/', 'b/', 'a/b/'),
    fc.array(pattern, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n')),
  );
  fc.assert(
    fc.property(
      fc.array(path, { maxLength: 8 }),
      fc.array(ignoreFile, { maxLength: 3 }),
      (paths, ignoreFiles) => {
        const folder = makeTemporaryFolder('');
        for (const [where, text] of ignoreFiles) folder.write(`${where}.gitignore`, text);
        for (const file of paths) {
          // The names may ask for a file and a folder at the same place; whichever comes first stays.
          try {
            folder.write(`${file}.yaml`, '');
          } catch {}
        }
        expect(find(folder).sort()).toEqual(listByGit(folder));
      },
    ),
    { numRuns: 40 },
  );
});

/** The manifests that git would add, by its own rules alone: no configuration of the machine's counts. */
function listByGit({ path }: TemporaryFolder): string[] {
  const env = {
    PATH: process.env.PATH,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    HOME: path,
  };
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: path, env, encoding: 'utf8' });
  git('init', '--quiet');
  const listed = git('ls-files', '--others', '--exclude-standard', '-z').split('\0');
  return listed.filter((file) => file.endsWith('.yaml')).sort();
}
