import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { applyFix, findAll, fixesOf } from '../../support/check-findings.ts';
import { pods } from '../../support/pods.ts';
import { policy } from '../../support/policy.ts';
import { openWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const rules = RULES.filter(({ id }) => id === 'address-port-wrong' || id === 'dependency-blocked-by-policy');

interface Database {
  readonly clusterIP?: string;
  readonly ports?: string;
  /** Pods behind the Service. */
  readonly behind?: string;
}

/** Pods that are given an address of Service `hl`, which is headless and leads from 80 to 5432 unless it is said. */
function workspace(address: string, database: Database = {}, ...more: readonly string[]): TestWorkspace {
  const {
    clusterIP = 'None',
    ports = '{ port: 80, targetPort: 5432 }',
    behind = pods('db', { ports: ['db: 5432'] }),
  } = database;
  const service = `apiVersion: v1\nkind: Service\nmetadata: { name: hl }\nspec: { clusterIP: ${clusterIP}, selector: { app: db }, ports: [${ports}] }\n---\n`;
  const client = pods('web', { spec: `initContainers: [{ name: wait, args: ["${address}"] }]` });
  return openWorkspace([client, service, behind, ...more].join(''));
}

function found(...args: Parameters<typeof workspace>): string[] {
  return findAll(rules, workspace(...args).host).map(({ severity, message }) => `${severity}: ${message}`);
}

const untranslated =
  'warning: Service default/hl is headless and does not translate port 80: clients dial the pods, which listen on 5432.';
const undeclared = (port: number): string =>
  `info: Service default/hl is headless, so this dials port ${port} of its pods, which declare only 5432.`;

describe('of a headless Service (semantics rule 40)', () => {
  test.each(['http://hl', 'hl:80', 'hl.default.svc:80', 'db-0.hl:80'])(
    "the Service's own port is no port of the pods: %s",
    (address) => {
      expect(found(address)).toEqual([untranslated]);
    },
  );

  test('a port that is translated by its name is no port of the pods either', () => {
    expect(found('hl:80', { ports: '{ port: 80, targetPort: db }' })).toEqual([untranslated]);
  });

  test('pods may listen on a port that neither they nor the Service name: an info', () => {
    expect(found('hl:9999')).toEqual([undeclared(9999)]);
    expect(found('hl:5433', { ports: '' })).toEqual([undeclared(5433)]);
  });

  test("a port to which the Service's own leads, but which the pods do not declare, proves less", () => {
    expect(found('hl:80', { ports: '{ port: 80, targetPort: 8080 }' })).toEqual([undeclared(80)]);
  });

  test.each<[string, string, Database]>([
    ['that the pods declare', 'hl:5432', {}],
    ['that the Service says they have', 'hl:8080', { ports: '{ port: 80, targetPort: 8080 }' }],
    ['that some of the pods declare', 'hl:80', { behind: pods('db', { ports: ['5432', '80/UDP'] }) }],
    ['of pods that declare none', 'hl:80', { behind: pods('db') }],
    ['of pods that nobody sees', 'hl:80', { behind: '' }],
    [
      'of several pods of which one may listen',
      'hl:80',
      { behind: pods('a', { labels: 'app: db', ports: ['5432'] }) + pods('b', { labels: 'app: db' }) },
    ],
    [
      'of pods of which a template hides a port',
      'hl:80',
      { behind: pods('db', { ports: ['5432'] }).replace('5432', '"{{ .Values.port }}"') },
    ],
    [
      'of pods that a template may select',
      'hl:80',
      { behind: pods('db', { labels: 'app: "{{ .Values.app }}"', ports: ['5432'] }) },
    ],
    ['of a sidecar that a mesh adds', 'hl:15008', {}],
    ['of a Service that may or may not be headless', 'hl:9999', { clusterIP: '"{{ .Values.ip }}"' }],
  ])('silent about a port %s', (_, address, database) => {
    expect(found(address, database)).toEqual([]);
  });

  test('the pods are dialled on their own port instead', () => {
    const opened = workspace('http://hl/x');
    const [fix, ...others] = fixesOf(rules, opened, 'address-port-wrong');
    if (!fix) throw new Error('there is no fix');
    expect(others).toEqual([]);
    expect(fix.title).toBe('Dial port 5432');
    expect([...applyFix(opened.host, fix).values()].join()).toContain('args: ["http://hl:5432/x"]');
  });

  test('nobody is told to allow a port on which nobody listens', () => {
    const shut = policy({ name: 'shut', pods: 'app: db', types: 'Ingress' });
    expect(found('hl:80', {}, shut)).toEqual([untranslated]);
    expect(found('hl:5432', {}, shut)).toEqual([expect.stringMatching(/cannot reach .* on TCP 5432/)]);
    expect(found('hl:9999', {}, shut)).toEqual([
      undeclared(9999),
      expect.stringMatching(/cannot reach .* on TCP 9999/),
    ]);
  });
});

test('who is told no port does not dial one of a headless Service that its pods do not have', () => {
  const shut = policy({ name: 'shut', pods: 'app: db', types: 'Ingress' });
  expect(found('hl.default.svc', { ports: '{ port: 5432 }' }, shut)).toEqual([
    expect.stringMatching(/cannot reach .* on TCP 5432/),
  ]);
  expect(found('hl.default.svc', { ports: '{ port: 5433 }' }, shut)).toEqual([]);
});

describe('a name whose port stands beside it', () => {
  const env = (variables: string): string => `initContainers: [{ name: a, env: [${variables}] }]`;
  const told = env('{ name: DB_HOST, value: db }, { name: DB_PORT, value: "5433" }');
  const service = `apiVersion: v1\nkind: Service\nmetadata: { name: db }\nspec: { selector: { app: db }, ports: [{ port: 5432 }] }\n---\n`;

  function inWorkspace(...manifests: readonly string[]): TestWorkspace {
    return openWorkspace([service, pods('db', { ports: ['5432'] }), ...manifests].join(''));
  }

  function said(...manifests: readonly string[]): string[] {
    return findAll(rules, inWorkspace(...manifests).host).map(
      ({ severity, message }) => `${severity}: ${message}`,
    );
  }

  const wrong = 'warning: Service default/db has no port 5433, only 5432.';

  test('is told a wrong one: a warning, and the light bulb changes it where it stands', () => {
    expect(said(pods('web', { spec: told }))).toEqual([wrong]);
    const opened = inWorkspace(pods('web', { spec: told }));
    const [fix] = fixesOf(rules, opened, 'address-port-wrong');
    if (!fix) throw new Error('there is no fix');
    expect([...applyFix(opened.host, fix).values()].join()).toContain('{ name: DB_PORT, value: "5432" }');
  });

  test('as a name in full, but not where it may be that of the pods themselves', () => {
    const inFull = env('{ name: DB_HOST, value: db.default.svc }, { name: DB_PORT, value: "5433" }');
    expect(said(pods('web', { spec: inFull }))).toEqual([wrong]);
    expect(said(pods('other', { labels: 'app: db', spec: inFull }))).toEqual([]);
  });

  test('as an option of a command', () => {
    const spec = 'initContainers: [{ name: a, args: ["--host=db", "--port=5433"] }]';
    expect(said(pods('web', { spec }))).toEqual([wrong]);
  });

  const settings = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { DB_HOST: db, DB_PORT: "5433" }\n---\n`;
  const reads = 'volumes: [{ configMap: { name: settings } }]';

  test('in a configuration counts for those who take it', () => {
    expect(said(settings, pods('web', { spec: reads }))).toEqual([wrong]);
  });

  test('is silent where the pods may be told their own name, and the port to listen on', () => {
    expect(said(pods('other', { labels: 'app: db', spec: told }))).toEqual([]);
    expect(
      said(settings, pods('web', { spec: reads }), pods('other', { labels: 'app: db', spec: reads })),
    ).toEqual([]);
    expect(said(settings)).toEqual([]);
  });

  test.each([
    ['DB_HOST', 'cache'],
    ['DATABASE', 'db'],
    ['DB_HOST', 'db.elsewhere'],
  ])('is silent where it is no Service or not called a host: %s: %s', (name, value) => {
    const spec = env(`{ name: ${name}, value: ${value} }, { name: DB_PORT, value: "5433" }`);
    expect(said(pods('web', { spec }))).toEqual([]);
  });
});
