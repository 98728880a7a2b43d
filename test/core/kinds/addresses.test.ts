import { describe, expect, test } from 'vitest';
import type { Address } from '../../../server/src/core/model/address.ts';
import { factsOf } from '../../support/describe-facts.ts';

function addressesIn(text: string): readonly Address[] {
  return factsOf(text).flatMap(({ addresses }) => addresses);
}

/** What has the form of an address in a value, each as it is written, with its scheme before it. */
function found(value: string): string[] {
  const manifest = `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: ${JSON.stringify(value)}\n`;
  return addressesIn(manifest)
    .filter(({ knownBy }) => knownBy === 'form')
    .map(({ scheme, text }) => (scheme === undefined ? text : `${scheme}: ${text}`));
}

describe('what is an address', () => {
  test.each([
    ['a URL', 'http://api:8080/v1', ['http: api:8080']],
    ['a URL without a port', 'https://api.shop.svc', ['https: api.shop.svc']],
    ['a host with a port', 'api:8080', ['api:8080']],
    ['a host with a port and a path', 'api:8080/v1?x=y', ['api:8080']],
    ['a full name', 'api.shop.svc.cluster.local', ['api.shop.svc.cluster.local']],
    ['a short name below svc', 'api.shop.svc', ['api.shop.svc']],
    ['a name with a dot at its end', 'api.shop.svc.cluster.local.:80', ['api.shop.svc.cluster.local.:80']],
    ['a name and a password', 'postgres://user:pa:ss@db:5432/shop', ['postgres: db:5432']],
    ['a password alone', 'redis://:secret@cache:6379/0', ['redis: cache:6379']],
    ['a scheme of several words', 'mongodb+srv://db.shop.svc/x', ['mongodb+srv: db.shop.svc']],
    ['a scheme within a scheme', 'jdbc:postgresql://db:5432/shop', ['postgresql: db:5432']],
    ['a Go data source', 'user:pass@tcp(db:3306)/shop', ['db:3306']],
    [
      'several, with commas',
      'kafka-0.kafka:9092,kafka-1.kafka:9092',
      ['kafka-0.kafka:9092', 'kafka-1.kafka:9092'],
    ],
    ['several, with words between', 'from web:80 to api:8080', ['web:80', 'api:8080']],
    ['a name for gRPC', 'dns:///api.shop.svc:50051', ['dns: api.shop.svc:50051']],
    ['a flag', '--upstream=http://api:8080', ['http: api:8080']],
    ['a flag without a scheme', '--server=api:8080', ['api:8080']],
    ['settings on one line', 'host=api:80;other=db:5432', ['api:80', 'db:5432']],
    ['JSON', '{"url":"http://api:8080"}', ['http: api:8080']],
    ['JSON with escaped slashes', '{"url":"http:\\/\\/api:8080"}', ['http: api:8080']],
    ['several lines', 'upstream api;\nserver api:8080;\n', ['api:8080']],
    ['a variable in a password', 'postgres://app:$(PASSWORD)@db:5432/shop', ['postgres: db:5432']],
    ['a variable for a user', 'amqp://\u0024{USER}:\u0024{PASS}@mq:5672/', ['amqp: mq:5672']],
    ['a variable behind it', 'http://api:8080/\u0024{PATH}', ['http: api:8080']],
    ['a template behind it', 'http://api:8080/{{ .Values.path }}', ['http: api:8080']],
    ['a variable elsewhere', 'listen: \u0024{POD_IP}:80\nsend: api:8080', ['api:8080']],
    ['what a command in a script calls', 'x=$(curl http://api:8080/x)', ['http: api:8080']],
    ['what stands around comments', '# the API\napi:80 # not web:80\ndb:80 #x', ['api:80', 'db:80']],
    ['what stands behind a user', 'chown nginx:101 /a && curl api:80', ['api:80']],
    ['where an image comes from', 'image: http://minio:9000/logo.png', ['http: minio:9000']],
    [
      'the servers of a group in nginx',
      'upstream api { server api:8080; }\nproxy_pass http://api;\nproxy_pass http://api:81;',
      ['api:8080', 'http: api:81'],
    ],
    ['the end of a sentence', 'See http://api:8080.', ['http: api:8080']],
    ['the end of a sentence in brackets', '(See http://api.)\n', ['http: api.']],
    ['a dot behind the name', 'http://api.:80 http://api./v1', ['http: api.:80', 'http: api.']],
    ['an address of numbers in a URL', 'http://10.0.0.1:80', ['http: 10.0.0.1:80']],
  ])('%s', (_, value, expected) => {
    expect(found(value)).toEqual(expected);
  });

  test('host and scheme are in small letters, the text is as it is written', () => {
    expect(addressesIn('{apiVersion: v1, kind: ConfigMap, data: {a: "HTTP://API.Shop:80"}}')).toEqual([
      {
        host: 'api.shop',
        port: 80,
        portAt: undefined,
        scheme: 'http',
        text: 'API.Shop:80',
        occurrence: 0,
        at: '/data/a',
        knownBy: 'form',
      },
    ]);
  });

  test('equal addresses are told apart by their number', () => {
    const texts = addressesIn('{apiVersion: v1, kind: ConfigMap, data: {a: "http://a:80 b:80 a:80"}}');
    expect(texts.map(({ text, occurrence }) => `${text} ${occurrence}`)).toEqual([
      'a:80 0',
      'b:80 0',
      'a:80 1',
    ]);
  });

  test('a word that is no address counts where it looks the same in the text', () => {
    const [address] = addressesIn('{apiVersion: v1, kind: ConfigMap, data: {a: "the api at http://api/v1"}}');
    expect(address).toMatchObject({ text: 'api', occurrence: 1 });
  });
});

describe('what is none', () => {
  test.each([
    ['a word', 'api'],
    ['a word with dots', 'api.shop'],
    ['a domain', 'www.example.com'],
    ['a time', '12:30'],
    ['a time with seconds', '12:30:45'],
    ['a time in a sentence', 'every day at 10:30'],
    ['a date', '2024-01-01T10:30:00Z'],
    ['an image', 'nginx:1.25'],
    ['an image of a large version', 'node:20.11.0'],
    ['an image of a version like a port', 'ubuntu:22.04'],
    ['an image of a registry', 'registry.example.com/team/api:8080'],
    ['an image by its digest', 'api@sha256:1234567890abcdef'],
    ['an address to listen on', '0.0.0.0:8080'],
    ['an address of numbers', '10.0.0.1:80'],
    ['an address of letters and numbers', '2001:db8::1'],
    ['a port alone', ':8080'],
    ['a mount', '/data:/data'],
    ['a mount with a mode', 'data:/data:ro'],
    ['a port that there cannot be', 'api:99999'],
    ['a port that goes on', 'api:8080x'],
    ['three parts', 'api:8080:90'],
    ['a small number', 'retries:3'],
    ['a user and a host', 'user@host:22'],
    ['a file', 'file:///etc/hosts'],
    ['a socket', 'unix:///var/run/app.sock'],
    ['a scheme alone', 'http://'],
    ['a key and a value', 'Authorization: Bearer x'],
    ['YAML', 'port: 8080\nname: api\n'],
    ['a path with a colon', '/api:8080'],
    ['a variable of a shell', '$HOST:8080'],
    [
      'a comment',
      'a: 1\n  # url: http://api:8080\n// http://api:8080\n; http://api:8080\n<!-- http://api -->',
    ],
    ['a user and a group', 'chown -R nginx:101 /var/cache'],
    ['an image and its tag', 'image: api:1024\n"image": "api:1024"\nBASE_IMAGE=api:1024'],
    ['a group of servers in nginx', 'upstream api {\n  server 10.0.0.1;\n}\nproxy_pass http://api;'],
    ['a name that goes on with a variable', 'http://api.$NS.svc:8080'],
    ['a name that goes on in a format', 'http://api.%s.svc:8080 http://api%s:8080'],
    ['a name that goes on in braces', 'http://api.{ns}.svc:8080'],
    ['a name that begins in a format or in braces', '%sapi:8080 %(prefix)sapi:8080 {prefix}api:8080'],
    ['a name that goes on with what is to be filled in', 'http://api.<namespace>.svc:8080 http://api.*'],
    ['nothing', ''],
  ])('%s', (_, value) => {
    expect(found(value)).toEqual([]);
  });

  test.each([
    '$(HOST):8080',
    '\u0024{HOST}:8080',
    'http://\u0024{HOST}:80',
    'http://api:{{ .Values.port }}',
    'http://api:80{{ .Values.port }}',
    'http://{{ .Release.Name }}-api:8080',
    '{{ .Release.Name }}api:8080 \u0024{RELEASE}api:8080 $(RELEASE)api:8080',
    'http://api.\u0024{NAMESPACE}.svc:8080 http://api\u0024{SUFFIX}:8080',
    '$(POD_NAME).kafka.svc:9092 http://$(POD_NAME).kafka.svc:9092',
    '\u0024{API_URL:-http://api:8080}',
    '\u0024{API_URL:-http://\u0024{API_HOST:-api}:8080}',
    '\u0024{API_URL:-http://api:8080',
    '{{ printf "http://api:8080" }}',
  ])('%s, because it is not final', (value) => {
    expect(found(value)).toEqual([]);
  });
});

describe('where addresses are looked for', () => {
  test('in the environment, commands and arguments of every container', () => {
    const text = `
apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          image: web:8080
          command: [serve, "--api", "http://in-command:80"]
          args: ["http://in-args:80"]
          workingDir: http://not-there:80
          env:
            - {name: A, value: "http://in-env:80"}
            - {name: B, valueFrom: {fieldRef: {fieldPath: a}}}
      initContainers:
        - name: wait
          command: [sh, -c, "until nc -z in-init:80; do sleep 1; done; curl http://in-init:80"]
`;
    expect(addressesIn(text).map(({ host, occurrence, at }) => `${host} ${occurrence} ${at}`)).toEqual([
      'in-env 0 /spec/template/spec/containers/0/env/0/value',
      'in-command 0 /spec/template/spec/containers/0/command/2',
      'in-args 0 /spec/template/spec/containers/0/args/0',
      'in-init 0 /spec/template/spec/initContainers/0/command/2',
      'in-init 1 /spec/template/spec/initContainers/0/command/2',
    ]);
  });

  test('in all data of a ConfigMap, and in what a Secret says in the open', () => {
    expect(
      addressesIn(
        '{apiVersion: v1, kind: ConfigMap, data: {a/b: "api:80", c: [x]}, binaryData: {d: "db:80"}}',
      ).map(({ at }) => at),
    ).toEqual(['/data/a~1b']);
    const secret =
      '{apiVersion: v1, kind: Secret, stringData: {a: "api:80"}, data: {b: "YXBpOjgw", c: "db:80"}}';
    expect(addressesIn(secret).map(({ host }) => host)).toEqual(['api']);
  });

  test('not in what is too long for a setting', () => {
    expect(found(`http://api:80 ${'x'.repeat(300_000)}`)).toEqual([]);
  });
});
