import { describe, expect, test } from 'vitest';
import { PORT_MISTAKE } from '../support/port-mistake.ts';
import { runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

/** The workspace with the mistake as a chart: its ports are values. */
const CHART = `#-- deploy/shop/Chart.yaml
name: shop
${PORT_MISTAKE.trimStart()
  .replaceAll('#-- ', '#-- deploy/shop/templates/')
  .replaceAll('name: api\n', 'name: {{ .Release.Name }}\n')
  .replaceAll('port: 8080', 'port: {{ .Values.port }}')}`;

/** What helm makes of it. */
const RENDERED = PORT_MISTAKE.trimStart()
  .replace('\n---\n', '\n---\n# Source: shop/templates/api.yaml\n')
  .replace(/#-- (.*)\n/g, '---\n# Source: shop/templates/$1\n');

/** The line of a file in which something stands, from 1. */
function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

describe('what helm prints, on standard input', () => {
  test('is shown where it is written in the chart', async () => {
    const folder = makeTemporaryFolder(CHART);
    const policy = folder.read('deploy/shop/templates/policy.yaml');
    const at = `deploy/shop/templates/policy.yaml:${lineOf(policy, 'port: {{')}`;
    const run = await runCli(['check', '-'], { cwd: folder.path, stdin: RENDERED });
    expect(run.stdout).toMatch(new RegExp(`^${at}:\\d+ error policy-uses-service-port\\n`));
    expect(run.stdout).toContain('port: {{ .Values.port }}');
    const service = lineOf(folder.read('deploy/shop/templates/api.yaml'), 'port: {{');
    expect(run.stdout).toContain(`see deploy/shop/templates/api.yaml:${service}:`);
    expect(run.code).toBe(1);
  });

  test('is shown so as JSON, and by other commands', async () => {
    const folder = makeTemporaryFolder(CHART);
    const cwd = folder.at('deploy/shop');
    const json = await runCli(['check', '-f', 'json', '-'], { cwd, stdin: RENDERED });
    const [finding] = JSON.parse(json.stdout).findings;
    expect(finding).toMatchObject({
      file: 'templates/policy.yaml',
      related: [{ file: 'templates/api.yaml' }],
    });
    expect(finding).not.toHaveProperty('template');
    const explained = await runCli(['explain', 'api', 'api:8080', '-'], { cwd, stdin: RENDERED });
    expect(explained.stdout).toContain('templates/policy.yaml:');
    expect(explained.stdout).not.toContain('<stdin>');
  });

  test('is shown where it was printed when its chart is not there, with the template', async () => {
    const folder = makeTemporaryFolder('#-- other/Chart.yaml\nname: other\n');
    const run = await runCli(['check', '-'], { cwd: folder.path, stdin: RENDERED });
    expect(run.stdout).toMatch(
      /^<stdin>:\d+:\d+ from shop\/templates\/policy\.yaml error policy-uses-service-port\n/,
    );
    const json = await runCli(['check', '-f', 'json', '-'], { cwd: folder.path, stdin: RENDERED });
    expect(JSON.parse(json.stdout).findings[0]).toMatchObject({
      file: '<stdin>',
      template: 'shop/templates/policy.yaml',
    });
  });

  test('is found in a chart that is named, wherever it is', async () => {
    const folder = makeTemporaryFolder(`#-- elsewhere/a.txt\n${CHART}`);
    const cwd = folder.at('elsewhere');
    const run = await runCli(['check', '-', '../deploy/shop/Chart.yaml', '../deploy'], {
      cwd,
      stdin: RENDERED,
    });
    expect(run.stdout).toContain('../deploy/shop/templates/policy.yaml:');
  });

  test('stands for the templates, if these are given too', async () => {
    const folder = makeTemporaryFolder(
      `${CHART}\n#-- other.yaml\nkind: ConfigMap\napiVersion: v1\nmetadata: { name: a }\n`,
    );
    const run = await runCli(['check', '-f', 'json', '-', '.'], { cwd: folder.path, stdin: RENDERED });
    const { findings, summary } = JSON.parse(run.stdout);
    expect(findings).toHaveLength(1);
    // Standard input, Chart.yaml and the other manifest.
    expect(summary).toMatchObject({ files: 3, resources: 4 });
  });

  test('is what it is without the comments that helm writes', async () => {
    const folder = makeTemporaryFolder(CHART);
    const stdin = RENDERED.replaceAll(/# Source.*\n/g, '');
    const run = await runCli(['check', '-'], { cwd: folder.path, stdin });
    expect(run.stdout).toMatch(/^<stdin>:\d+:\d+ error policy-uses-service-port\n/);
  });
});
