import { describe, expect, test } from 'vitest';
import { describeFacts, factsOf } from '../../support/describe-facts.ts';

/** What a Pod says, without its first line. */
function pod(spec: string, rest = 'metadata: {name: a, labels: {app: a}}'): string[] {
  const facts = factsOf(`apiVersion: v1\nkind: Pod\n${rest}\nspec:\n  ${spec.replaceAll('\n', '\n  ')}\n`);
  return facts.flatMap(describeFacts).slice(2);
}

describe('containers', () => {
  test('the ports of all containers count', () => {
    expect(
      pod(
        'containers:\n  - {name: web, ports: [{containerPort: 80, name: http}, {containerPort: 53, protocol: UDP}]}\n  - {name: log, ports: [{containerPort: 90}]}',
      ),
    ).toEqual([
      'workload app=a, ×1',
      'container port web 80/TCP http',
      'container port web 53/UDP',
      'container port log 90/TCP',
    ]);
  });

  test('of init containers only those that keep running have ports (semantics rule 28)', () => {
    expect(
      pod(
        'containers: [{name: web}]\ninitContainers:\n  - {name: once, ports: [{containerPort: 1}]}\n  - {name: proxy, restartPolicy: Always, ports: [{containerPort: 2}]}\n  - {name: again, restartPolicy: OnFailure, ports: [{containerPort: 3}]}',
      ),
    ).toEqual(['workload app=a, ×1', 'container port proxy 2/TCP']);
  });

  test.each([
    ['a port without a number', '[{name: http}]', []],
    ['a port that is a text', '[{containerPort: "80"}]', []],
    ['a templated number', '[{containerPort: "{{ .port }}"}]', ['container port web …/TCP']],
    ['a templated protocol', '[{containerPort: 80, protocol: "{{ .p }}"}]', ['container port web 80/…']],
    ['no protocol that there is', '[{containerPort: 80, protocol: HTTP}]', ['container port web 80/…']],
    ['a port that is null', '[null, {containerPort: 80}]', ['container port web 80/TCP']],
    ['no list', '{containerPort: 80}', []],
    ['a templated list', '"{{ .ports }}"', ['container port …']],
  ])('%s', (_, ports, expected) => {
    expect(pod(`containers: [{name: web, ports: ${ports}}]`).slice(1)).toEqual(expected);
  });

  test.each([
    ['ports', 'containers:\n  - name: web\n    ports:\n      {{- toYaml .ports | nindent 6 }}'],
    [
      'a part of the ports',
      'containers:\n  - name: web\n    ports:\n      {{- range .p }}\n      - {name: "{{ .n }}"}\n      {{- end }}',
    ],
    [
      'what is beside the name of a container',
      'containers:\n  - name: web\n    {{- include "rest" . | nindent 4 }}',
    ],
    ['the containers', 'containers:\n  {{- include "containers" . | nindent 2 }}'],
    ['some of the containers', 'containers:\n  - name: web\n  {{- include "more" . | nindent 2 }}'],
    [
      'the init containers',
      'containers: [{name: web}]\ninitContainers:\n  - {name: a}\n  {{- include "more" . | nindent 2 }}',
    ],
    ['everything', '{{- include "pod" . | nindent 2 }}'],
  ])('where a template gives %s, there may be more ports', (_, spec) => {
    expect(pod(spec)).toContain('container port …');
  });
});

describe('labels', () => {
  const labelled = (labels: string): string[] =>
    factsOf(
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, labels: {own: label}}\nspec:\n  selector: {matchLabels: {s: t}}\n  template:\n    metadata:\n      ${labels}\n    spec:\n      containers: [{name: c}]\n`,
    )
      .flatMap(describeFacts)
      .slice(2);

  test.each([
    [
      'are those of the template, not of the object (semantics rule 14)',
      'labels: {app: a, b/c: d}',
      'workload app=a b/c=d',
    ],
    ['may be none', 'name: x', 'workload without labels'],
    [
      'are texts, whatever they look like (semantics rule 16)',
      'labels: {a: 1, b: true, c: "x", d: 0x1F, e: 1.10}',
      'workload a=1 b=true c=x d=0x1F e=1.10',
    ],
    ['are empty without a value', 'labels: {a: , b: ""}', 'workload a= b='],
    ['of a template are unknown', 'labels: {a: "{{ .a }}", b: c}', 'workload a=… b=c'],
    [
      'may be more where a template prints some',
      'labels:\n        a: b\n        {{- include "l" . | nindent 8 }}',
      'workload a=b …',
    ],
    [
      'may be any where a template prints all',
      'labels:\n        {{- include "l" . | nindent 8 }}',
      'workload …',
    ],
    [
      'may be any where a template prints what is around them',
      '{{- include "metadata" . | nindent 6 }}',
      'workload …',
    ],
  ])('%s', (_, labels, expected) => {
    expect(labelled(labels)).toEqual([`${expected}, selects s=t`]);
  });
});

describe('what an owner says of its pods', () => {
  const owner = (text: string): string[] => factsOf(text).flatMap(describeFacts).slice(1);

  test('a Pod is its own owner unless a controller made it (semantics rule 66)', () => {
    const made = (references: string): string[] =>
      owner(
        `{apiVersion: v1, kind: Pod, metadata: {name: a, ownerReferences: ${references}}, spec: {containers: []}}`,
      );
    expect(made('[{kind: ReplicaSet, name: r, controller: true}]')).toEqual([
      'workload without labels, ×1, made by ReplicaSet r',
    ]);
    expect(made('[{kind: Node, name: n}, {kind: Job, name: j, controller: true}]')).toEqual([
      'workload without labels, ×1, made by Job j',
    ]);
    expect(made('[{kind: Node, name: n}]')).toEqual(['workload without labels, ×1']);
  });

  test.each(['Succeeded', 'Failed'])('a Pod that is %s has ended (semantics rule 69)', (phase) => {
    expect(owner(`{apiVersion: v1, kind: Pod, status: {phase: ${phase}}}`)).toEqual([
      'workload without labels, ×1, ended',
    ]);
  });

  test('on the host network', () => {
    expect(owner('{apiVersion: v1, kind: Pod, spec: {hostNetwork: true}}')).toEqual([
      'workload without labels, ×1, on the host network',
    ]);
    // Kubernetes takes no text for a boolean.
    expect(owner('{apiVersion: v1, kind: Pod, spec: {hostNetwork: "true"}}')).toEqual([
      'workload without labels, ×1',
    ]);
  });

  test.each([
    ['says so', '{hostNetwork: "{{ .h }}"}'],
    ['may add it', '\n  {{- toYaml .spec | nindent 2 }}\n  restartPolicy: Always'],
  ])('perhaps on the host network where a template %s (semantics rule 33)', (_, spec) => {
    expect(owner(`apiVersion: v1\nkind: Pod\nspec: ${spec}\n`).join('; ')).toContain(
      ', ×1, perhaps on the host network',
    );
  });

  test('on a port of the host', () => {
    const withPort = (port: string): string =>
      `{apiVersion: v1, kind: Pod, spec: {containers: [{ports: [{containerPort: 80${port}}]}]}}`;
    expect(owner(withPort(', hostPort: 80'))).toContainEqual(
      expect.stringContaining('on a port of the host'),
    );
    expect(owner(withPort(''))).not.toContainEqual(expect.stringContaining('host'));
  });

  test('a templated number of replicas is unknown', () => {
    expect(owner('{apiVersion: apps/v1, kind: Deployment, spec: {replicas: "{{ .r }}"}}')).toEqual([
      'workload without labels, selects <all>',
    ]);
    expect(owner('{apiVersion: apps/v1, kind: Deployment, spec: {replicas: 0}}')).toEqual([
      'workload without labels, selects <all>, ×0',
    ]);
  });

  test('selectors with expressions (semantics rule 15)', () => {
    const selects = (selector: string): string | undefined =>
      owner(
        `apiVersion: apps/v1\nkind: Deployment\nmetadata: {labels: {}}\nspec:\n  selector:\n    ${selector}\n  template: {metadata: {labels: {}}}\n`,
      )[0]?.replace('workload without labels, ', '');
    expect(
      selects(
        '{matchLabels: {a: b}, matchExpressions: [{key: c, operator: In, values: [d, e]}, {key: f, operator: NotIn, values: [g]}, {key: h, operator: Exists}, {key: i, operator: DoesNotExist}]}',
      ),
    ).toBe('selects a=b,c in (d,e),f!=g,h,!i');
    // What the API server refuses leaves it open what is meant.
    expect(
      selects(
        '{matchExpressions: [{key: a, operator: Like, values: [b]}, {operator: Exists}, {key: c, operator: Exists}]}',
      ),
    ).toBe('selects c …');
    // What a template decides may be anything.
    expect(selects('{matchExpressions: [{key: a, operator: In, values: ["{{ .x }}", b]}]}')).toBe(
      'selects a=…',
    );
    expect(selects('{matchExpressions: ["{{ .x }}"]}')).toBe('selects <all> …');
    expect(selects('{matchExpressions: [{key: "{{ .x }}", operator: Exists}]}')).toBe('selects <all> …');
    expect(selects('{matchLabels: {"{{ .x }}-client": "true", a: b}}')).toBe('selects a=b …');
    expect(selects('{matchExpressions: [{key: a, operator: "{{ .x }}"}]}')).toBe('selects <all> …');
    expect(selects('{{- include "s" . | nindent 4 }}')).toBe('selects <all> …');
  });

  test('a StatefulSet without a service name has none; a template may give it one', () => {
    expect(owner('{apiVersion: apps/v1, kind: StatefulSet, spec: {}}')).toEqual([
      'workload without labels, selects <all>',
    ]);
    expect(
      owner(
        'apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  replicas: 1\n  {{- include "s" . | nindent 2 }}\n',
      ),
    ).toEqual([
      'labels …',
      'workload …, selects <all> …, ×1, perhaps on the host network, governed by …',
      'container port …',
      'refers to Service … as governing-service',
    ]);
  });
});

test('configuration that pods refer to', () => {
  expect(
    pod(
      [
        'containers:',
        '  - name: web',
        '    envFrom: [{configMapRef: {name: all}}, {secretRef: {name: all-secret}}, {prefix: X_}]',
        '    env:',
        '      - {name: A, valueFrom: {configMapKeyRef: {name: one, key: a}}}',
        '      - {name: B, valueFrom: {secretKeyRef: {name: one-secret, key: b}}}',
        '      - {name: C, valueFrom: {fieldRef: {fieldPath: status.podIP}}}',
        'initContainers: [{name: i, envFrom: [{configMapRef: {name: init}}]}]',
        'volumes:',
        '  - {name: v, configMap: {name: volume}}',
        '  - {name: w, secret: {secretName: volume-secret}}',
        '  - {name: x, projected: {sources: [{configMap: {name: projected}}, {secret: {name: projected-secret}}]}}',
        '  - {name: y, emptyDir: {}}',
      ].join('\n'),
    ).filter((line) => line.startsWith('refers')),
  ).toEqual([
    'refers to ConfigMap all as configuration',
    'refers to Secret all-secret as configuration',
    'refers to ConfigMap one a as configuration',
    'refers to Secret one-secret b as configuration',
    'refers to ConfigMap init as configuration',
    'refers to ConfigMap volume as configuration',
    'refers to Secret volume-secret as configuration',
    'refers to ConfigMap projected as configuration',
    'refers to Secret projected-secret as configuration',
  ]);
});
