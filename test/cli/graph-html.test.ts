import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ReportData } from '../../server/src/core/features/topology/report-data.ts';
import { pods } from '../support/pods.ts';
import { CLI_BUNDLE, runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const HOSTILE = '</script><!--<script>x=1</script>&\u2028';

const SHOP = `#-- shop.yaml\n${pods('web', { namespace: 'shop' })}${pods(JSON.stringify(HOSTILE), {
  namespace: 'shop',
  labels: 'app: old',
})}`;

async function report(...args: string[]): Promise<string> {
  const folder = makeTemporaryFolder(SHOP);
  const run = await runCli(['graph', '--format', 'html', '-o', 'report.html', ...args], { cwd: folder.path });
  expect(run).toEqual({ code: 0, stdout: '', stderr: '' });
  return folder.read('report.html');
}

const elements = (page: string, name: string): string[] =>
  [...page.matchAll(new RegExp(`<${name}[^>]*>([\\s\\S]*?)</${name}>`, 'gi'))].map(([, text = '']) => text);

const dataOf = (page: string): ReportData => JSON.parse(elements(page, 'script')[0] ?? '');

test('stands for itself: one script and one style by their hashes, and nothing from elsewhere', async () => {
  const page = await report();
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
  const [, script = ''] = elements(page, 'script');
  const [style = ''] = elements(page, 'style');
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(policy).toBe(
    `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src blob: data:; base-uri 'none'; form-action 'none'`,
  );
  expect(page.replace(script, '').replace(style, '')).not.toMatch(/\b(?:src|href|action|on\w+)=/);
  expect(style).not.toMatch(/@import|url\(/);
});

test('no name can end the element of the data or begin a comment', async () => {
  const page = await report();
  expect(elements(page, 'script')).toHaveLength(2);
  const [json = ''] = elements(page, 'script');
  expect(json).not.toMatch(/[<>&\u2028\u2029]/);
  expect(dataOf(page).resources.map(({ facts }) => facts.name?.value)).toContain(HOSTILE);
});

test('the script that is built can stand in a script element', () => {
  const script = readFileSync(CLI_BUNDLE.replace('cli.cjs', 'report.js'), 'utf8');
  expect(script).not.toMatch(/<\/script|<!--|\r|\0/i);
});

test('opens as is asked for', async () => {
  expect(dataOf(await report()).start).toEqual({});
  expect(dataOf(await report('--expand', 'shop', '--theme', 'dark')).start).toEqual({
    expanded: ['shop'],
    theme: 'dark',
  });
  expect(dataOf(await report('--focus', 'web')).start).toEqual({
    place: { level: 'focus', id: 'Deployment/shop/web' },
  });
});

test('names itself by the paths, and places by the working directory', async () => {
  const folder = makeTemporaryFolder(SHOP);
  folder.write('deploy/one.yaml', pods('one'));
  const { stdout } = await runCli(['graph', '--format', 'html', 'deploy', 'shop.yaml'], { cwd: folder.path });
  expect(stdout).toContain('<title>Topology of deploy, shop.yaml</title>');
  const { places } = dataOf(stdout);
  expect(places.map(([, place]) => place)).toContain('deploy/one.yaml:3');
  expect(stdout).not.toContain(folder.path);
});

test.each([
  [['--format', 'html', '-o', 'nowhere/report.html'], 'nowhere/report.html cannot be written'],
  [['--format', 'svg', '-o', '.'], '. cannot be written'],
  [['--format', 'html', '--expand', 'shpo'], 'there is no namespace shpo'],
])('%j', async (args, why) => {
  const { code, stdout, stderr } = await runCli(['graph', ...args], { cwd: makeTemporaryFolder(SHOP).path });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(why);
});
