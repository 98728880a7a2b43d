import { describe, expect, test } from 'vitest';
import { buildFixture } from '../../../support/kustomize-fixture.ts';

const ALL = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          env: [{name: A, value: "1"}, {name: B, value: "2"}]
          ports: [{containerPort: 8080, name: http}]
        - {name: side, args: [a, b]}
---
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: api, namespace: shop}, spec: {ports: [{port: 80}]}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web}
spec: {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}
---
{apiVersion: example.com/v1, kind: Widget, metadata: {name: widget}, spec: {ports: [{name: a}], size: 1}}
`;

function build(kustomization: string, files = '', options = {}) {
  return buildFixture(
    `
#-- kustomization.yaml
resources: [all.yaml]
${kustomization}
#-- all.yaml
${ALL}${files}`,
    options,
  );
}

describe('strategic merge', () => {
  test('from a file goes by the name of the resource, and points into the patch', () => {
    const { value, origin, problems, isAsWritten } = build(
      'patches:\n  - path: patch.yaml\n',
      `
#-- patch.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: web
          env: [{name: B, value: "3"}, {name: C, value: "4"}]
          ports: [{containerPort: 9090}]
        - {name: side, args: [c]}
        - {name: new}
---
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80, targetPort: 9090}]}}
`,
    );
    expect(problems).toEqual([]);
    const containers = '/spec/template/spec/containers';
    expect(value('Deployment web', containers)).toEqual([
      {
        name: 'web',
        env: [
          { name: 'B', value: '3' },
          { name: 'C', value: '4' },
          { name: 'A', value: '1' },
        ],
        ports: [{ containerPort: 9090 }, { containerPort: 8080, name: 'http' }],
      },
      { name: 'side', args: ['c'] },
      { name: 'new' },
    ]);
    expect(origin('Deployment web', '/spec/replicas')).toBe('patch.yaml /spec/replicas');
    expect(origin('Deployment web', `${containers}/0/name`)).toBe(
      'all.yaml /spec/template/spec/containers/0/name',
    );
    expect(origin('Deployment web', `${containers}/0/env/0/value`)).toBe(
      'patch.yaml /spec/template/spec/containers/0/env/0/value',
    );
    expect(origin('Deployment web', `${containers}/0/ports/0/containerPort`)).toBe(
      'patch.yaml /spec/template/spec/containers/0/ports/0/containerPort',
    );
    expect(value('Service web', '/spec/ports')).toEqual([{ port: 80, targetPort: 9090 }]);
    expect(origin('Service web', '/spec/ports/0/targetPort')).toBe('patch.yaml#1 /spec/ports/0/targetPort');
    expect(origin('Service web', '/spec/ports/0/port')).toBe('all.yaml#1 /spec/ports/0/port');
    expect(isAsWritten('Service shop/api')).toBe(true);
  });

  test('in the kustomization itself points into its text', () => {
    const { value, origin } = build(`
patches:
  - patch: |-
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: web
      spec:
        ingress:
          - from: []
`);
    expect(value('NetworkPolicy web', '/spec/ingress')).toEqual([{ from: [] }]);
    expect(origin('NetworkPolicy web', '/spec/ingress/0/from')).toBe(
      'kustomization.yaml /patches/0/patch > /spec/ingress/0/from',
    );
    expect(origin('NetworkPolicy web', '/spec/podSelector')).toBe('all.yaml#3 /spec/podSelector');
  });

  test('replaces the lists of kinds that kustomize does not know', () => {
    const { value } = build(`
patches:
  - patch: |-
      {apiVersion: example.com/v1, kind: Widget, metadata: {name: widget}, spec: {ports: [{name: b}]}}
`);
    expect(value('Widget widget', '/spec')).toEqual({ ports: [{ name: 'b' }], size: 1 });
  });

  test('with a target goes to all that it means, whatever the patch is called', () => {
    const { value, problems } = build(`
patches:
  - target: {kind: Service, name: "web|a.*", namespace: default|shop}
    patch: |-
      {apiVersion: ignored, kind: Service, metadata: {name: ignored}, spec: {type: LoadBalancer}}
`);
    expect(problems).toEqual([]);
    expect(value('Service web', '/spec/type')).toBe('LoadBalancer');
    expect(value('Service shop/api', '/spec/type')).toBe('LoadBalancer');
    expect(value('Service shop/api', '/apiVersion')).toBe('v1');
  });

  test.each([
    ['{labelSelector: "app=web"}', ['Deployment web']],
    ['{labelSelector: "app in (web, api), !old"}', ['Deployment web']],
    ['{labelSelector: "!app", kind: Service}', ['Service web', 'Service shop/api']],
    ['{labelSelector: "app!=web", kind: Service}', ['Service web', 'Service shop/api']],
    ['{labelSelector: "app notin (api)", kind: Deployment}', ['Deployment web']],
    ['{annotationSelector: "note"}', []],
    ['{group: apps}', ['Deployment web']],
    ['{group: "", kind: Widget}', ['Widget widget']],
    ['{version: v1, kind: "Net.*"}', ['NetworkPolicy web']],
    ['{name: we}', []],
    ['{name: "(?i)WEB", kind: Service}', ['Service web']],
    ['{namespace: shop}', ['Service shop/api']],
  ])('finds its targets: %s', (target, found) => {
    const { names, value } = build(`
patches:
  - target: ${target}
    patch: |-
      - {op: add, path: /metadata/annotations, value: {met: "yes"}}
`);
    expect(names.filter((name) => value(name, '/metadata/annotations/met') === 'yes')).toEqual(found);
  });

  test('deletes by null and by directives', () => {
    const { value, names } = build(`
patches:
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, labels: null}
      spec:
        replicas: null
        selector: {$patch: replace, matchLabels: {tier: front}}
        template:
          spec:
            containers:
              - {name: side, $patch: delete}
              - name: web
                ports: [{$patch: replace}, {containerPort: 1}]
                env: [{name: A, value: null}]
  - patch: |-
      {apiVersion: v1, kind: Service, metadata: {name: web}, $patch: delete}
  - target: {kind: NetworkPolicy}
    patch: |-
      {$patch: delete, apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: any}}
`);
    expect(names).toEqual(['Deployment web', 'Service shop/api', 'Widget widget']);
    expect(value('Deployment web')).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: { tier: 'front' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [
              { name: 'web', ports: [{ containerPort: 1 }], env: [{ name: 'A' }, { name: 'B', value: '2' }] },
            ],
          },
        },
      },
    });
  });

  test('leaves name, kind and namespace alone, but with leave', () => {
    const renaming = `
      {apiVersion: v1, kind: Endpoints, metadata: {name: renamed, namespace: moved}}`;
    expect(
      build(`patches:\n  - target: {kind: Service, name: web}\n    patch: |-${renaming}`).names,
    ).toContain('Service web');
    expect(
      build(`
patches:
  - target: {kind: Service, name: web}
    options: {allowNameChange: true, allowKindChange: true}
    patch: |-${renaming}`).names,
    ).toContain('Endpoints renamed');
  });

  test('keeps the quotes that were there, so that a number becomes a text', () => {
    const { value, origin } = buildFixture(`
#-- kustomization.yaml
resources: [web.yaml]
patches:
  - patch: |-
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80, targetPort: 8080}]}}
#-- web.yaml
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80, targetPort: "http"}]}}
`);
    expect(value('Service web', '/spec/ports/0/targetPort')).toBe('8080');
    expect(origin('Service web', '/spec/ports/0/targetPort')).toBe(
      'kustomization.yaml /patches/0/patch > /spec/ports/0/targetPort (altered)',
    );
  });

  const ANNOTATED = `
#-- web.yaml
apiVersion: v1
kind: Service
metadata: {name: web, labels: {l: m}, annotations: {a: "1", d: 2, e: }}
`;
  const NULLS =
    '{apiVersion: v1, kind: Service, metadata: {name: web, annotations: {a: null, b: true}, labels: null}}';

  test('deletes annotations, but not if it has a target, and all of them become texts', () => {
    const alone = buildFixture(
      `\n#-- kustomization.yaml\nresources: [web.yaml]\npatches: [{patch: "${NULLS}"}]${ANNOTATED}`,
    );
    expect(alone.value('Service web', '/metadata')).toEqual({
      name: 'web',
      annotations: { b: 'true', d: '2' },
    });
    const aimed = buildFixture(
      `\n#-- kustomization.yaml\nresources: [web.yaml]\npatches: [{target: {kind: Service}, patch: "${NULLS}"}]${ANNOTATED}`,
    );
    const metadata = { name: 'web', labels: { l: 'm' }, annotations: { a: 'null', b: 'true', d: '2' } };
    expect(aimed.value('Service web', '/metadata')).toEqual(metadata);
    const older = buildFixture(
      `\n#-- kustomization.yaml\nresources: [web.yaml]\npatchesStrategicMerge: ["${NULLS}"]${ANNOTATED}`,
    );
    expect(older.value('Service web', '/metadata')).toEqual(metadata);
  });

  test('does not merge what is of another type', () => {
    const { problems } = build(`
patches:
  - patch: |-
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: {port: 80}}}
`);
    expect(problems).toEqual([
      'invalid kustomization.yaml /patches/0/patch > /spec/ports: This is a map, and what it patches is a list: let both be the same',
    ]);
  });

  test('of patchesStrategicMerge is in files or in the text', () => {
    const { value, origin } = build(
      `
patchesStrategicMerge:
  - patch.yaml
  - |-
    {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort}}
`,
      '\n#-- patch.yaml\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 4}}\n',
    );
    expect(value('Deployment web', '/spec/replicas')).toBe(4);
    expect(origin('Deployment web', '/spec/replicas')).toBe('patch.yaml /spec/replicas');
    expect(origin('Service web', '/spec/type')).toBe(
      'kustomization.yaml /patchesStrategicMerge/1 > /spec/type',
    );
  });
});

describe('JSON patch', () => {
  test('does its operations one by one, and points to their values', () => {
    const { value, origin, problems } = build(`
patches:
  - target: {kind: Deployment, name: web}
    patch: |-
      - {op: replace, path: /spec/replicas, value: 5}
      - {op: add, path: /spec/template/spec/containers/0/ports/-, value: {containerPort: 1}}
      - {op: add, path: /spec/template/spec/containers/0/ports/0, value: {containerPort: 2}}
      - {op: remove, path: /spec/template/spec/containers/1}
      - {op: add, path: /metadata/annotations/example.com~1note, value: hello}
      - {op: test, path: /metadata/name, value: web}
      - {op: copy, from: /spec/replicas, path: /spec/copied}
      - {op: move, from: /metadata/labels, path: /spec/moved}
`);
    expect(problems).toEqual([]);
    const container = '/spec/template/spec/containers/0';
    expect(value('Deployment web', `${container}/ports`)).toEqual([
      { containerPort: 2 },
      { containerPort: 8080, name: 'http' },
      { containerPort: 1 },
    ]);
    expect(value('Deployment web', '/metadata')).toEqual({
      name: 'web',
      annotations: { 'example.com/note': 'hello' },
    });
    expect(value('Deployment web', '/spec/copied')).toBe(5);
    expect(origin('Deployment web', '/spec/replicas')).toBe('kustomization.yaml /patches/0/patch > /0/value');
    expect(origin('Deployment web', `${container}/ports/0/containerPort`)).toBe(
      'kustomization.yaml /patches/0/patch > /2/value/containerPort',
    );
    expect(origin('Deployment web', '/spec/moved/app')).toBe('all.yaml /metadata/labels/app');
  });

  test('of patchesJson6902 is in files, in JSON too', () => {
    const { value, origin } = build(
      `
patchesJson6902:
  - path: patch.json
    target: {version: v1, kind: Service, name: web}
`,
      '\n#-- patch.json\n[{"op": "replace", "path": "/spec/ports/0/port", "value": 81}]\n',
    );
    expect(value('Service web', '/spec/ports/0/port')).toBe(81);
    expect(origin('Service web', '/spec/ports/0/port')).toBe('patch.json /0/value');
  });

  test.each([
    [
      '{op: remove, path: /spec/nothing}',
      'no-target',
      '/0/path: /spec/nothing does not exist in the Service web: correct the path',
    ],
    [
      '{op: add, path: /nothing/here, value: 1}',
      'no-target',
      '/0/path: /nothing/here does not exist in the Service web: correct the path',
    ],
    [
      '{op: replace, path: /spec/ports/7, value: 1}',
      'no-target',
      '/0/path: /spec/ports/7 does not exist in the Service web: correct the path',
    ],
    [
      '{op: test, path: /spec/type, value: a}',
      'no-target',
      '/0/path: /spec/type does not say what this test asks for: correct one of the two',
    ],
    [
      '{op: move, from: /a, path: /b}',
      'no-target',
      '/0/from: /a does not exist in the Service web: correct the path',
    ],
    [
      '{op: ad, path: /b, value: 1}',
      'invalid',
      '/0/op: There is no operation ad: write add, remove, replace, move, copy or test',
    ],
  ])('that cannot be is reported: %s', (operation, type, message) => {
    const { problems, value } = build(`
patches:
  - target: {kind: Service, name: web}
    patch: |-
      - ${operation}
      - {op: add, path: /spec/done, value: true}
`);
    expect(problems).toEqual([`${type} kustomization.yaml /patches/0/patch > ${message}`]);
    expect(value('Service web', '/spec/done')).toBe(true);
  });
});

describe('what is wrong with patches', () => {
  test.each([
    [
      '- path: nothing.yaml',
      'missing kustomization.yaml /patches/0/path: nothing.yaml does not exist: correct the path, or create it',
    ],
    [
      '- target: {kind: Service}',
      'invalid kustomization.yaml /patches/0: This patch is empty: write it below patch, or name its file below path',
    ],
    [
      `- patch: '[{"op": "add", "path": "/a", "value": 1}]'`,
      'invalid kustomization.yaml /patches/0: A list of operations needs a target: say below target which resources it changes',
    ],
    [
      '- patch: "{apiVersion: v1, kind: Service, metadata: {name: wep}}"',
      'no-target kustomization.yaml /patches/0/patch > /metadata/name: There is no Service wep for this patch: did you mean web?',
    ],
    [
      '- patch: "{apiVersion: v1, kind: Service, metadata: {name: api}}"',
      'no-target kustomization.yaml /patches/0/patch > /metadata/name: There is no Service api for this patch: did you mean Service shop/api?',
    ],
    [
      '- patch: "{apiVersion: apps/v2, kind: Deployment, metadata: {name: web}}"',
      'no-target kustomization.yaml /patches/0/patch > /metadata/name: There is no Deployment web for this patch: the Deployment web that is there has the apiVersion apps/v1',
    ],
    [
      '- {patch: "[]", path: a, target: {kind: Service, name: web}}',
      'invalid kustomization.yaml /patches/0: This patch has both a patch and a path: remove one of the two',
    ],
    [
      `- {patch: '[{"op": "remove", "path": "/spec"}]', target: {kind: Service, name: "["}}`,
      'invalid kustomization.yaml /patches/0/target/name: The name [ is no regular expression: correct it',
    ],
    [
      `- {patch: '[{"op": "remove", "path": "/spec"}]', target: {kind: Service, labelSelector: "a b"}}`,
      'invalid kustomization.yaml /patches/0/target/labelSelector: a b is no selector: write it as in app=web,tier in (a, b)',
    ],
    [
      '- {patch: "kind: [", target: {kind: Service}}',
      'invalid kustomization.yaml /patches/0/patch: The YAML of this text is broken: correct it',
    ],
    [
      '- {patch: "[]", targets: {kind: Service}, target: {kind: Service}}',
      'invalid kustomization.yaml /patches/0/targets: patches has no field targets: did you mean target?',
    ],
  ])('%s', (patch, problem) => {
    expect(build(`patches:\n  ${patch}\n`).problems).toContain(problem);
  });

  test('two that are called the same in the end are a conflict', () => {
    const { problems } = build(`
patches:
  - target: {kind: Service, name: web}
    patch: |-
      - {op: replace, path: /metadata/name, value: api}
      - {op: add, path: /metadata/namespace, value: shop}
`);
    expect(problems).toEqual([
      'conflict all.yaml#2 /metadata/name: There are two of Service shop/api in the end: rename one of the two',
    ]);
  });

  test('a target that means nothing is named, though kustomize says nothing', () => {
    const { problems } = build(`
patches:
  - target: {kind: Service, name: wep}
    patch: '[{"op": "remove", "path": "/spec"}]'
`);
    expect(problems).toEqual([
      'doubtful kustomization.yaml /patches/0/target: No resource is meant by this target: correct it, or remove the patch',
    ]);
  });
});

describe('names that a template gives may be meant', () => {
  test('so that what the patch says is unknown, and not missing', () => {
    const { result, problems } = buildFixture(
      `
#-- kustomization.yaml
resources: [web.yaml]
patches:
  - patch: |-
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort, selector: {app: a}}}
#-- web.yaml
apiVersion: v1
kind: Service
metadata:
  name: "{{ .Values.name }}"
spec:
  type: ClusterIP
`,
      { alone: 'templates are no YAML' },
    );
    expect(problems).toEqual([]);
    const spec = result.resources[0]?.root.entries.find(({ key }) => key.text === 'spec')?.value;
    expect(spec).toMatchObject({
      open: true,
      entries: [{ key: { text: 'type' }, value: { templated: true } }],
    });
  });
});

test('what would replace a whole resource changes nothing of it', () => {
  for (const target of ['', ', target: {kind: Service, name: web}']) {
    const { value } = build(
      `patches: [{path: patch.yaml${target}}]`,
      `
#-- patch.yaml
{apiVersion: v1, kind: Service, $patch: replace, metadata: {name: web}, spec: {ports: [{port: 1}]}}
`,
    );
    expect(value('Service web', '/spec/ports')).toEqual([{ port: 80, targetPort: 'http' }]);
  }
});

describe('operations', () => {
  const patch = (text: string): string =>
    `patches:\n  - target: {kind: Service, name: web}\n    patch: ${JSON.stringify(text)}\n`;
  const at = 'kustomization.yaml /patches/0/patch';

  test.each([
    ['- {op: remove, path: spec/ports}', 'spec/ports does not begin with a slash: write /spec/ports'],
    ['- {op: remove, path: 5}', '5 does not begin with a slash: write /5'],
  ])('%s has no pointer', (text, problem) => {
    expect(build(patch(text)).problems).toEqual([`invalid ${at} > /0/path: ${problem}`]);
  });

  test('kustomize drops the first part of a path without a slash, and nobody means that', () => {
    const { problems } = build(patch('- {op: add, path: spec/type, value: NodePort}'), '', {
      alone: 'kustomize adds the field type beside spec',
    });
    expect(problems).toEqual([
      `invalid ${at} > /0/path: spec/type does not begin with a slash: write /spec/type`,
    ]);
  });

  test.each([
    '[{"op": "remove", "path": "/spec/ports"},]',
    " [{'op': 'remove', 'path': '/spec/ports'}]",
    '[{"op": "remove", "path": "/spec/ports"}] # no more ports',
    '[{"op": "add", "path": "/spec/a", "value": 0x50}]',
    '[{"op": "add", "path": "/spec/a", "value": True}]',
  ])('%s is no JSON', (text) => {
    expect(build(patch(text)).problems).toEqual([
      expect.stringContaining(`invalid ${at}: kustomize reads a patch that begins with a bracket as JSON`),
    ]);
  });

  test('in brackets behind a comment are YAML', () => {
    const { problems } = build(
      'patches: [{target: {kind: Service, name: web}, path: patch.yaml}]',
      '\n#-- patch.yaml\n# no ports\n[{op: remove, path: /spec/ports},]\n',
    );
    expect(problems).toEqual([]);
  });

  test.each([
    ['- {op: add, path: /spec/a}', '/spec/a', null],
    ['- {op: replace, path: /spec/ports}', '/spec/ports', null],
    ['- {op: copy, from: /spec/a, path: /spec/b}', '/spec/b', null],
    [
      '- {op: add, path: /spec/ports/+1, value: {port: 81}}',
      '/spec/ports',
      [{ port: 80, targetPort: 'http' }, { port: 81 }],
    ],
    [
      '[{"op": "test", "path": "/spec/a", "value": null}, {"op": "add", "path": "/spec/a", "value": 1}]',
      '/spec/a',
      1,
    ],
    [
      '- {op: test, path: /spec/a}\n- {op: test, path: /spec/ports/0/port, value: 80.0}',
      '/spec/selector',
      { app: 'web' },
    ],
  ])('%s', (text, path, expected) => {
    const { value, problems } = build(patch(text));
    expect(problems).toEqual([]);
    expect(value('Service web', path)).toEqual(expected);
  });

  test.each(['- {op: test, path: /spec/a/b}', '- {op: test, path: /spec/ports/5}'])('%s fails', (text) => {
    expect(build(patch(text)).problems).toEqual([
      expect.stringContaining(`no-target ${at} > /0/path: /spec/`),
    ]);
  });

  test('cannot move a list into itself', () => {
    const { problems } = build(patch('- {op: move, from: /spec/ports, path: /spec/ports/0}'));
    expect(problems).toEqual([
      `no-target ${at} > /0/path: /spec/ports/0 does not exist in the Service web: correct the path`,
    ]);
  });

  test.each([
    ['- {op: remove, path: /metadata/name}', 'metadata.name'],
    ['- {op: replace, path: /metadata/name, value: ""}', 'metadata.name'],
    ['- {op: remove, path: /kind}', 'kind'],
  ])('%s leaves no resource', (text, field) => {
    expect(build(patch(text)).problems).toContain(
      `invalid ${at} > : These operations take the ${field} away: leave it, or replace it`,
    );
  });

  test('may take the name away and give another one', () => {
    const { names, problems } = build(
      patch('- {op: remove, path: /metadata/name}\n- {op: add, path: /metadata/name, value: other}'),
    );
    expect(problems).toEqual([]);
    expect(names).toContain('Service other');
  });
});

describe('a selector that compares', () => {
  test.each([
    ['size>3', true],
    ['size < 5, app=web', true],
    ['size>4', false],
    ['app>3', false],
    ['none<3', false],
  ])('%s', (selector, isMet) => {
    const { value, problems } = buildFixture(`
#-- kustomization.yaml
resources: [web.yaml]
patches: [{target: {labelSelector: "${selector}"}, patch: '[{"op": "add", "path": "/spec", "value": {}}]'}]
#-- web.yaml
{apiVersion: v1, kind: Service, metadata: {name: web, labels: {app: web, size: "4"}}}
`);
    expect(value('Service web', '/spec')).toEqual(isMet ? {} : undefined);
    expect(problems).toEqual(
      isMet
        ? []
        : [
            'doubtful kustomization.yaml /patches/0/target: No resource is meant by this target: correct it, or remove the patch',
          ],
    );
  });
});

describe('what a patch takes away', () => {
  const DEPLOYMENT = `
#-- web.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}, annotations: {note: a}}
spec: {template: {spec: {containers: [{name: web, args: [a]}, {name: side}]}}}
`;
  const merge = (patch: string) =>
    buildFixture(`
#-- kustomization.yaml
resources: [web.yaml]
patches: [{path: patch.yaml}]
#-- patch.yaml
apiVersion: apps/v1
kind: Deployment
${patch}
${DEPLOYMENT}`);

  test('the last annotation goes with its map, the last label does not', () => {
    const { value } = merge('metadata: {name: web, labels: {app: null}, annotations: {note: null}}');
    expect(value('Deployment web', '/metadata')).toEqual({ name: 'web', labels: {} });
  });

  test.each([
    ['[{name: new}, {command: [b]}]', [{ name: 'new' }]],
    ['[{command: [b]}]', []],
    ['[{command: [b]}, {name: web, image: c}]', [{ name: 'web', image: 'c' }]],
  ])('an item without the key takes the items of the base away: %s', (containers, expected) => {
    const { value } = merge(`metadata: {name: web}\nspec: {template: {spec: {containers: ${containers}}}}`);
    expect(value('Deployment web', '/spec/template/spec/containers')).toEqual(expected);
  });
});
