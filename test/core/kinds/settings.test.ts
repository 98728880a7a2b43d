import { describe, expect, test } from 'vitest';
import type { Address } from '../../../server/src/core/model/address.ts';
import { factsOf } from '../../support/describe-facts.ts';

/** The address of the last of these variables; a value that is no text is YAML. */
function lastOf(variables: Readonly<Record<string, string>>): Address | undefined {
  const env = Object.entries(variables).map(([name, value]) => `{name: ${name}, value: ${value}}`);
  const [facts] = factsOf(`{apiVersion: v1, kind: Pod, spec: {containers: [{env: [${env.join()}]}]}}`);
  return facts?.addresses.at(-1);
}

/** The hosts in these arguments and their ports: `db`, `db 5432`. */
function inArguments(...args: readonly string[]): string[] {
  const [facts] = factsOf(
    `{apiVersion: v1, kind: Pod, spec: {containers: [{args: ${JSON.stringify(args)}}]}}`,
  );
  return (facts?.addresses ?? []).map(({ host, port }) => (port === undefined ? host : `${host} ${port}`));
}

describe('a plain name', () => {
  test.each([
    'DB_HOST',
    'PGHOST',
    'db.hostname',
    'dbHost',
    'REDIS_ADDR',
    'SMTP_SERVER',
    'API_ENDPOINT',
    'host',
  ])('is a host by the name of its variable: %s', (name) => {
    expect(lastOf({ [name]: 'database' })).toMatchObject({ host: 'database', knownBy: 'name' });
  });

  test.each([
    'DATABASE',
    'POSTGRES_USER',
    'OTEL_SERVICE_NAME',
    'OBSERVER',
    'GHOST',
    'DB_HOST_NAME',
    'BASE_URL',
  ])('is none for certain under any other name: %s', (name) => {
    expect(lastOf({ [name]: 'database' })).toBeUndefined();
  });

  test.each(['database.shop', 'db-0.database', 'd'])('is a name that pods look up: %s', (host) => {
    expect(lastOf({ DB_HOST: host })).toMatchObject({ host, text: host });
  });

  test.each([
    '5432',
    '10.0.0.1',
    'db.example.com',
    'Database',
    'a b',
    '"db,cache"',
    'db/shop',
    '-db',
    'db-',
    '"{{ .db }}"',
    '""',
  ])('is no other text: %s', (value) => {
    expect(lastOf({ DB_HOST: value })).toBeUndefined();
  });

  test('that looks like an address is read as one', () => {
    expect(lastOf({ DB_HOST: 'database:5432' })).toMatchObject({ port: 5432, knownBy: 'form' });
  });

  test('stands in ConfigMaps and Secrets, on a line of its own too', () => {
    const [settings] = factsOf('apiVersion: v1\nkind: ConfigMap\ndata:\n  db.host: |\n    database\n');
    expect(settings?.addresses).toMatchObject([{ host: 'database', text: 'database', knownBy: 'name' }]);
    const [secret] = factsOf('{apiVersion: v1, kind: Secret, stringData: {DB_HOST: database}}');
    expect(secret?.addresses).toMatchObject([{ host: 'database', at: '/stringData/DB_HOST' }]);
  });

  test.each([
    [['--db-host=database'], ['database']],
    [['--db-host', 'database'], ['database']],
    [['-Ddb.host=database', '-Ddb.port=5432'], ['database 5432']],
    [['--host', 'database', '--port', '5432'], ['database 5432']],
    [['--mode=database'], []],
    [['--mode', 'database'], []],
    [['database'], []],
    [
      ['--db-host=a', '--cache-host', 'b', 'http://c:80'],
      ['a', 'b', 'c 80'],
    ],
  ])('is the whole value of an option: %j', (args, hosts) => {
    expect(inArguments(...args)).toEqual(hosts);
  });
});

test('the tag of an image is no port', () => {
  expect(lastOf({ WORKER_IMAGE: 'worker:1024' })).toBeUndefined();
  expect(lastOf({ IMAGE_HOST: 'worker:1024' })).toMatchObject({ port: 1024 });
  expect(inArguments('--image', 'worker:1024')).toEqual([]);
});

test('the group of a user is no port', () => {
  expect(inArguments('chown', '-R', 'nginx:101', '/var/cache/nginx')).toEqual([]);
});

describe('the port of a name in full', () => {
  test('stands beside it like that of a plain name', () => {
    expect(lastOf({ DB_PORT: '"5432"', DB_HOST: 'db.shop.svc.cluster.local' })).toMatchObject({
      host: 'db.shop.svc.cluster.local',
      port: 5432,
      portAt: '/spec/containers/0/env/0/value',
      knownBy: 'form',
    });
    expect(inArguments('--db-host=db.shop.svc', '--db-port=5432')).toEqual(['db.shop.svc 5432']);
  });

  test.each([
    ['a port of its own', 'db.shop.svc:5433', 5433],
    ['a scheme', 'http://db.shop.svc', undefined],
    ['a path', 'db.shop.svc/shop', undefined],
  ])('is not asked for where it has %s', (_, host, port) => {
    expect(lastOf({ DB_PORT: '"5432"', DB_HOST: host })).toMatchObject({ port, portAt: undefined });
  });
});

describe('the port of a plain name', () => {
  test.each([
    ['DB_PORT', 'DB_HOST'],
    ['PGPORT', 'PGHOST'],
    ['dbPort', 'dbHost'],
    ['db.port', 'db.address'],
  ])('stands beside it: %s beside %s', (port, host) => {
    expect(lastOf({ [port]: '"5432"', [host]: 'database' })).toMatchObject({
      port: 5432,
      portAt: '/spec/containers/0/env/0/value',
    });
  });

  test.each([
    ['of another host', { CACHE_PORT: '"6379"', DB_HOST: 'database' }],
    ['that is a template', { DB_PORT: '"{{ .port }}"', DB_HOST: 'database' }],
    ['that is none', { DB_PORT: '"99999"', DB_HOST: 'database' }],
    ['that is written in another way', { DB_PORT: '"05432"', DB_HOST: 'database' }],
    ['that the pod listens on itself', { PORT: '"8080"', HOST: 'database' }],
  ])('is no port %s', (_, variables) => {
    expect(lastOf(variables)).toMatchObject({ host: 'database', port: undefined, portAt: undefined });
  });
});
