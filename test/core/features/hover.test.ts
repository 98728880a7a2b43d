import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hover } from '../../../server/src/core/features/hover.ts';
import type { Environment } from '../../../server/src/core/workspace/environment.ts';
import type { NamespaceIndex } from '../../../server/src/core/workspace/namespace-index.ts';
import { checkHover, featureContext, hoverIn, hoverOf } from '../../support/check-hover.ts';
import { openWorkspace } from '../../support/workspace.ts';

const MANIFEST = `# A shop in one manifest.
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop, labels: &labels {app: api, tier: back}}
spec:
  replicas: 2
  template:
    metadata:
      labels: *labels
    spec:
      containers:
        - name: api
          args: ["--db=postgres://u:p@db-0.db:5432/x", "--web=http://web", 'http://{{ .Values.host }}:80']
          env:
            - {name: OTHER, value: "https://example.com api.shop.svc:80 api:81"}
          ports:
            - {name: http, containerPort: 8080}
            - containerPort: {{ .Values.port }}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec:
  selector:
    <<: *labels
    app: api
  {{- if .Values.more }}
    more: "yes"
  {{- end }}
  ports:
    - {port: 80, targetPort: http}
    - {port: 81, targetPort: 9000, protocol: UDP, name: "dns"}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector:
    matchExpressions:
      - {key: app, operator: In, values: [api, web]}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector: {}
          namespaceSelector: {matchLabels: {team: a}}
        - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
        - {}
      ports: [{port: http}, {port: 80, endPort: 90}, {protocol: UDP}]
---
apiVersion: v1
kind: List
items:
  - apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: shop, namespace: shop}
    spec:
      defaultBackend: {service: {name: api, port: {number: 81}}}
      rules:
        - host: shop.example.com
          http: {paths: [{path: /, backend: {service: {name: api, port: {name: http}}}}]}
  - apiVersion: v1
    kind: ConfigMap
    metadata: {name: settings, namespace: shop}
    data:
      settings: |
        # http://not-a-comment:80
        url = http://api:80/
---
{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "db"}, "spec": {"clusterIP": "None", "ports": [{"port": 5432}]}}
---
apiVersion: example.com/v1
kind: Widget
metadata: {name: widget}
`;

describe('nothing is said', () => {
  test.each([
    ['in a comment', 'apiVersion: v1\nkind: Service # the $0Service\nmetadata: {name: a}\n'],
    ['on a line of comment', '# kind: $0Service\napiVersion: v1\nkind: Service\nmetadata: {name: a}\n'],
    ['on blank space', 'apiVersion: v1\nkind: Service\n$0\nmetadata: {name: a}\n'],
    ['before a document', '$0---\napiVersion: v1\nkind: Service\nmetadata: {name: a}\n'],
    ['on keys that mean nothing to networking', 'apiVersion: v1\nkind: Service\nmeta$0data: {name: a}\n'],
    [
      'about kinds that it does not know',
      'apiVersion: example.com/v1\nkind: $0Widget\nmetadata: {name: a}\n',
    ],
    ['about what is no resource', 'name: $0web\nport: 80\n'],
    ['in an empty manifest', '$0'],
  ])('%s', (_, source) => {
    expect(hoverOf(source)).toBeUndefined();
  });

  test('about manifests and places that are not there', () => {
    const context = featureContext(openWorkspace('apiVersion: v1\nkind: Service\nmetadata: {name: a}\n'));
    expect(hover(context, 'file:///other.yaml', 0)).toBeUndefined();
    expect(hover(context, 'file:///fixture.yaml', 1000)).toBeUndefined();
    expect(hover(context, 'file:///fixture.yaml', -1)).toBeUndefined();
  });
});

test('a resource of another environment is not described', () => {
  const context = featureContext(openWorkspace('apiVersion: v1\nkind: Service\nmetadata: {name: a}\n'));
  expect(hover(context, 'file:///fixture.yaml', 16)).toBeDefined();
  const elsewhere: Environment = { ...context.environment, id: 'elsewhere', namespaces: new Map() };
  expect(hover({ ...context, environment: elsewhere }, 'file:///fixture.yaml', 16)).toBeUndefined();
});

const SERVICE_SAYS =
  'Leads to **no workload** of the workspace: pods with `app=web` in namespace `default`.\n\nDNS: `web` (in its own namespace), `web.default`, `web.default.svc`, `web.default.svc.cluster.local`\n\nEnvironment: `WEB_SERVICE_HOST`';

test('an item of a list is a resource as any other', () => {
  const item = '{apiVersion: v1, kind: Service, metadata: {name: $0web}, spec: {selector: {app: web}}}';
  checkHover(`apiVersion: v1\nkind: List\nitems:\n  - ${item}\n`, 'web', SERVICE_SAYS);
  checkHover(
    `apiVersion: v1\nkind: ServiceList\nitems:\n  - metadata: {name: $0web}\n    spec: {selector: {app: web}}\n`,
    'web',
    SERVICE_SAYS,
  );
});

test('an item of a large list, which is read by itself, is one too', () => {
  const items = Array.from({ length: 2000 }, (_, i) => `  - metadata:\n      name: service-${i}\n`).join('');
  const last = '  - metadata:\n      name: $0web\n    spec: {selector: {app: web}}\n';
  checkHover(`apiVersion: v1\nkind: ServiceList\nitems:\n${items}${last}`, 'web', SERVICE_SAYS);
});

test('line ends of Windows change nothing', () => {
  const source =
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: $0web\nspec:\n  selector:\n    app: web\n';
  checkHover(source.replaceAll('\n', '\r\n'), 'web', SERVICE_SAYS);
});

test('a document whose YAML is broken is described by what could be read, with a warning', () => {
  const source =
    'apiVersion: v1\nkind: Service\nmetadata: {name: $0web}\nspec:\n  selector: {app: web}\n  ports: [\n';
  const says = hoverOf(source)?.says;
  expect(says).toContain(SERVICE_SAYS);
  expect(says).toContain('_The YAML of this document has an error: this is what could be read of it._');
});

test('a resource without a name has nothing that it could be called', () => {
  const says = hoverOf(
    'apiVersion: v1\nkind: $0Service\nspec: {selector: {app: web}, ports: [{name: http, port: 80}]}\n',
  )?.says;
  expect(says).toBe('Leads to **no workload** of the workspace: pods with `app=web` in namespace `default`.');
});

test('names from files are no Markdown', () => {
  const says = hoverOf(`
apiVersion: v1
kind: Pod
metadata: {name: "a](http://evil) <img>", labels: {app: "\`x\` [y](z)"}}
spec: {containers: []}
---
apiVersion: networking.k8s.io/v1
kind: $0NetworkPolicy
metadata: {name: p}
spec: {podSelector: {matchLabels: {app: "\`x\` [y](z)"}}, ingress: [{from: [{podSelector: {matchLabels: {a: "\`b"}}}]}]}
`)?.says;
  expect(says).toContain('Selects [Pod default/a\\](http://evil) \\<img\\>](#3)');
  expect(says).toContain('pods with `` a=`b `` in namespace `default`');
});

describe('whatever the text, hovering never fails', () => {
  const hoverEverywhere = (text: string): number => {
    const context = featureContext(openWorkspace(text));
    let found = 0;
    for (let offset = 0; offset <= text.length; offset++) {
      const shown = hoverIn(context, 'file:///fixture.yaml', offset);
      if (!shown) continue;
      found += 1;
      expect(shown.says.trim()).not.toBe('');
      expect(shown.says).not.toMatch(/undefined|NaN|\[object/);
      expect(shown.on).not.toBe('');
    }
    return found;
  };

  test('at every place of a whole manifest', () => {
    expect(hoverEverywhere(MANIFEST)).toBeGreaterThan(500);
    expect(hoverEverywhere(MANIFEST.replaceAll('\n', '\r\n'))).toBeGreaterThan(500);
  });

  test('at every place of a manifest that is cut off anywhere', () => {
    fc.assert(
      fc.property(fc.nat(MANIFEST.length), (length) => {
        hoverEverywhere(MANIFEST.slice(0, length));
      }),
      { numRuns: 10, seed: 1 },
    );
  });

  test('at every place of a manifest that misses a part, after it was whole', () => {
    fc.assert(
      fc.property(fc.nat(MANIFEST.length), fc.nat(200), (start, length) => {
        const workspace = openWorkspace(MANIFEST);
        const uri = 'file:///fixture.yaml';
        const text = MANIFEST.slice(0, start) + MANIFEST.slice(start + length);
        workspace.host.apply([{ uri, text, editedAt: start }]);
        const context = featureContext(workspace);
        for (let offset = 0; offset <= text.length; offset += 3) {
          expect(hoverIn(context, uri, offset)?.says).not.toBe('');
        }
      }),
      { numRuns: 10, seed: 2 },
    );
  });
});

describe('in a large workspace', () => {
  /** Everybody is limited both ways and may talk to everybody, so that only evaluating a pair gives its answer. */
  const large = (workloads: number): string =>
    Array.from({ length: workloads / 10 }, (_, n) => {
      const pods = Array.from(
        { length: 10 },
        (_, i) => `apiVersion: v1
kind: Pod
metadata: {name: pod-${i}, namespace: ns-${n}, labels: {app: pod-${i}}}
spec: {containers: [{name: a, ports: [{containerPort: 80}]}]}
---
`,
      );
      return `${pods.join('')}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: all, namespace: ns-${n}}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress: [{from: [{namespaceSelector: {}}]}]
  egress: [{to: [{namespaceSelector: {}}]}]
`;
    }).join('---\n');

  /** How often the policies of a namespace are asked for while hovering: once for each side of a pair. */
  const countEvaluations = (workloads: number): number => {
    const source = large(workloads);
    const context = featureContext(openWorkspace(source));
    let asked = 0;
    const watched = [...context.environment.namespaces].map(([name, index]): [string, NamespaceIndex] => {
      const byFamily: NamespaceIndex['byFamily'] = new Proxy(index.byFamily, {
        get: (target, property) => {
          if (property !== 'get') return Reflect.get(target, property, target);
          return (family: Parameters<typeof target.get>[0]) => {
            if (family === 'policy') asked += 1;
            return target.get(family);
          };
        },
      });
      return [name, { ...index, byFamily }];
    });
    const environment = { ...context.environment, namespaces: new Map(watched) };
    const shown = hover({ ...context, environment }, 'file:///fixture.yaml', source.indexOf('pod-3'));
    expect(shown?.markdown).toContain('**Reached by**');
    return asked;
  };

  test('pairs are evaluated up to a limit, and the others are counted', () => {
    // 200 pairs in each of two directions, with two sides each; what comes on top does not grow with the workspace.
    expect(countEvaluations(2000)).toBeLessThan(1000);
    expect(hoverOf(large(500).replace('pod-3', '$0pod-3'))?.says).toContain(
      '- 299 more, which were not looked at',
    );
  });
});
