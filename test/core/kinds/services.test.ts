import { describe, expect, test } from 'vitest';
import { describeFacts, factsOf } from '../../support/describe-facts.ts';

/** What a Service says, without its first line. */
function service(spec: string): string[] {
  const facts = factsOf(
    `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ${spec.replaceAll('\n', '\n  ')}\n`,
  );
  return facts.flatMap(describeFacts).slice(1);
}

describe('a Service', () => {
  test.each([
    [
      'selects by equality (semantics rule 38)',
      'selector: {a: b, c: d}',
      ['service ClusterIP selects a=b,c=d'],
    ],
    ['selects nothing without a selector', 'type: NodePort', ['service NodePort']],
    ['selects nothing with an empty selector', 'selector: {}', ['service ClusterIP']],
    ['selects nothing with a selector of null', 'selector:', ['service ClusterIP']],
    ['selects by an empty value', 'selector: {a: }', ['service ClusterIP selects a=']],
    ['selects what a template says', 'selector: {a: "{{ .a }}"}', ['service ClusterIP selects a=…']],
    ['is headless without an address (semantics rule 40)', 'clusterIP: None', ['service ClusterIP headless']],
    ['is not headless with one', 'clusterIP: 10.0.0.1', ['service ClusterIP']],
    ['may be headless where a template says so', 'clusterIP: "{{ .ip }}"', ['service ClusterIP headless…']],
    [
      'is a name for another (semantics rule 41)',
      'type: ExternalName\nexternalName: db.example.com',
      ['service ExternalName is db.example.com'],
    ],
  ])('%s', (_, spec, expected) => {
    expect(service(spec)).toEqual(expected);
  });

  test('of which a template prints a part may have all that is not written', () => {
    expect(service('type: ClusterIP\n{{- include "more" . | nindent 2 }}')).toEqual([
      'service ClusterIP headless… selects <all> …',
      'port …',
    ]);
  });

  test('whose labels a template prints is otherwise as it is written', () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  labels:\n    {{- include "l" . | nindent 4 }}\nspec:\n  selector: {a: b}\n  ports: [{port: 80}]\n';
    expect(factsOf(text).flatMap(describeFacts).slice(1)).toEqual([
      'labels …',
      'service ClusterIP selects a=b',
      'port 80/TCP',
    ]);
  });
});

describe('its ports', () => {
  test.each([
    ['have TCP by default (semantics rule 20)', '{port: 80}', ['port 80/TCP']],
    ['have another protocol', '{port: 53, protocol: UDP}', ['port 53/UDP']],
    ['have a protocol in capitals', '{port: 53, protocol: udp}', ['port 53/…']],
    ['have a target by number', '{port: 80, targetPort: 8080}', ['port 80/TCP → 8080']],
    [
      'have a target by name (semantics rule 39)',
      '{port: 80, targetPort: http, name: web}',
      ['port 80/TCP web → http'],
    ],
    [
      'have a target whose name looks like a number (semantics rule 31)',
      '{port: 80, targetPort: "8080"}',
      ['port 80/TCP → 8080'],
    ],
    ['have a port of the node', '{port: 80, nodePort: 30080}', ['port 80/TCP node 30080']],
    ['have a templated number', '{port: "{{ .p }}", targetPort: "{{ .t }}"}', ['port …/TCP → …']],
    ['need a number', '{name: http}', []],
    ['need a number that is no text', '{port: "80"}', []],
    ['need a whole number', '{port: 80.5}', []],
    ['have no target of null', '{port: 80, targetPort: null}', ['port 80/TCP']],
  ])('%s', (_, port, expected) => {
    expect(service(`ports: [${port}]`).slice(1)).toEqual(expected);
  });

  test('by number and by name are told apart by their quotes alone', () => {
    const target = (written: string): unknown =>
      factsOf(`{apiVersion: v1, kind: Service, spec: {ports: [{port: 1, targetPort: ${written}}]}}`)[0]
        ?.service?.ports[0]?.targetPort?.value;
    expect([target('8080'), target('"8080"'), target("'8080'"), target('08080'), target('http')]).toEqual([
      8080,
      '8080',
      '8080',
      8080,
      'http',
    ]);
  });
});

test('addresses that somebody lists by hand', () => {
  const slice =
    '{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, endpoints: [{addresses: [10.0.0.1, 10.0.0.2]}, {addresses: [10.0.0.3]}, {}]}';
  expect(factsOf(slice).flatMap(describeFacts).slice(1)).toEqual([
    'endpoints of : 10.0.0.1 10.0.0.2 10.0.0.3',
  ]);
  const endpoints =
    '{apiVersion: v1, kind: Endpoints, metadata: {name: a}, subsets: [{addresses: [{ip: 10.0.0.1}, {hostname: x}]}, {}]}';
  expect(factsOf(endpoints).flatMap(describeFacts).slice(1)).toEqual(['endpoints of a: 10.0.0.1']);
});

describe('an Ingress', () => {
  const ingress = (spec: string): string[] =>
    factsOf(`apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec: ${spec}\n`)
      .flatMap(describeFacts)
      .slice(1);
  const path = (backend: string): string => `{rules: [{http: {paths: [{backend: ${backend}}]}}]}`;

  test.each([
    [
      'a backend by number (semantics rule 46)',
      '{service: {name: s, port: {number: 80}}}',
      'route * - → s:80',
    ],
    ['a backend by name', '{service: {name: s, port: {name: http}}}', 'route * - → s:http'],
    ['a backend without a port', '{service: {name: s}}', 'route * - → s:'],
    [
      'a backend with a templated port',
      '{service: {name: s, port: {number: "{{ .p }}"}}}',
      'route * - → s:…',
    ],
    ['a templated backend', '{service: {name: "{{ .s }}", port: {number: 80}}}', 'route * - → …:80'],
  ])('%s', (_, backend, expected) => {
    expect(ingress(path(backend))[0]).toBe(expected);
  });

  test('a backend that is no Service is none of ours', () => {
    expect(ingress(path('{resource: {kind: Bucket, name: b}}'))).toEqual([]);
  });

  test('everything at once', () => {
    expect(
      ingress(
        '{ingressClassName: nginx, defaultBackend: {service: {name: d, port: {number: 1}}}, tls: [{secretName: t}, {hosts: [x]}], rules: [{host: h, http: {paths: [{path: /a, pathType: Exact, backend: {service: {name: s, port: {number: 80}}}}]}}, {host: empty}]}',
      ),
    ).toEqual([
      'route * - → d:1',
      'route h/a Exact → s:80',
      'refers to Service d as backend',
      'refers to Service s as backend',
      'refers to IngressClass nginx as class',
      'refers to Secret t as certificate',
    ]);
  });
});
