import { describe, expect, test } from 'vitest';
import { checkHover, hoverOf } from '../../support/check-hover.ts';

const SHOP = `
#-- shop.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, ports: [{name: http, containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec:
  selector: {app: api}
  ports: [{name: http, port: 80, targetPort: http}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  serviceName: db-pods
  replicas: 2
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db}]}
---
apiVersion: v1
kind: Service
metadata: {name: db-pods, namespace: shop}
spec:
  clusterIP: None
  selector: {app: db}
  ports: [{port: 5432}]
`;

const client = (value: string, namespace = 'shop'): string => `
#-- client.yaml
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: ${namespace}, labels: {app: client}}
spec:
  containers:
    - name: client
      env:
        - name: ADDRESS
          value: ${value}
`;

const setting = (name: string, value: string): string =>
  client(value).replace('name: ADDRESS', `name: ${name}`);

const policy = (spec: string, namespace = 'shop'): string => `
#-- policy.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: policy, namespace: ${namespace}}
spec: ${spec}
`;

const API =
  '[Service shop/api](shop.yaml#11) [80](shop.yaml#14) (`http`) → [Deployment shop/api](shop.yaml#3) [:8080](shop.yaml#7) (`http`)';
/** The same where no port is named. */
const ALL_PORTS = API.replace(') [80]', ')\n- [80]');
const FROM = '- From [Pod shop/client](client.yaml#3):';

describe('an address', () => {
  test.each([
    'http://$0api',
    'http://a$0pi:80/v1?x=http://other',
    'ap$0i.shop.svc:80',
    'grpc://api.shop.svc.cluster$0.local.:80',
  ])('is a Service, whichever way it is written: %s', (value) => {
    expect(hoverOf(SHOP + client(value))?.says).toBe(
      `${API}\n\n${FROM} **allowed**, no policy is in the way`,
    );
  });

  test('is about its host and port alone', () => {
    checkHover(
      SHOP + client('"postgres://user:secret@db-pods:5432/db, http://$0api:80/"'),
      'api:80',
      `${API}\n\n${FROM} **allowed**, no policy is in the way`,
    );
    expect(hoverOf(SHOP + client('"http://api:80/$0v1"'))).toBeUndefined();
  });

  test('stands in arguments, commands and configurations, whose users are judged one by one', () => {
    checkHover(
      `${SHOP}
#-- settings.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  settings.ini: |
    # http://elsewhere.example.com
    url = http://$0api:80/v1
---
apiVersion: v1
kind: Pod
metadata: {name: one, namespace: shop, labels: {app: one}}
spec: {containers: [{name: one, envFrom: [{configMapRef: {name: settings}}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop, labels: {app: two}}
spec: {containers: [], volumes: [{name: settings, configMap: {name: settings}}]}
${policy('{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {matchLabels: {app: one}}}]}]}')}`,
      'api:80',
      `
${API}

- From [Pod shop/one](settings.yaml#11): **allowed** by [NetworkPolicy shop/policy](policy.yaml#4)
- From [Pod shop/two](settings.yaml#16): **denied**: ingress is limited by [NetworkPolicy shop/policy](policy.yaml#3), with no rule for it
`,
    );
  });

  test('of a configuration that nobody takes', () => {
    checkHover(
      `${SHOP}
#-- settings.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data: {url: http://$0api}
`,
      'api',
      `${API}\n\nNo workload of the workspace takes it from [ConfigMap shop/settings](settings.yaml#3).`,
    );
  });

  test('may be a plain name, which its setting explains', () => {
    expect(hoverOf(SHOP + setting('API_HOST', 'a$0pi'))?.says).toBe(
      `${ALL_PORTS}\n\n${FROM} **allowed**, no policy is in the way`,
    );
    expect(hoverOf(SHOP + setting('API_HOST', 'apj$0'))?.says).toMatch(
      /^\*\*No\*\* Service `apj` .*; did you mean/,
    );
    expect(hoverOf(SHOP + setting('API_HOST', 'other$0'))).toBeUndefined();
    expect(hoverOf(SHOP + setting('API_HOST', 'api.other$0'))).toBeUndefined();
  });

  test('may be any name of a Service, which may mean something else: nothing is said of clients', () => {
    for (const value of ['a$0pi', 'api.sho$0p', '"api$0"'])
      expect(hoverOf(SHOP + setting('TARGET', value))?.says).toBe(ALL_PORTS);
    expect(hoverOf(SHOP + setting('TARGET', 'apj$0'))).toBeUndefined();
    const inContainer = (field: string): string =>
      `${SHOP}\n#-- a.yaml\n{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: shop}, spec: {initContainers: [{${field}}]}}\n`;
    expect(hoverOf(inContainer('args: [run, ap$0i]'))?.says).toBe(ALL_PORTS);
    expect(hoverOf(inContainer('command: [ap$0i]'))?.says).toBe(ALL_PORTS);
    expect(hoverOf(inContainer('name: ap$0i'))?.says).not.toBe(ALL_PORTS);
    const entry = (kind: string, data: string): string =>
      `${SHOP}\n#-- a.yaml\n{apiVersion: v1, kind: ${kind}, metadata: {name: a, namespace: shop}, ${data}: {target: ap$0i}}\n`;
    expect(hoverOf(entry('ConfigMap', 'data'))?.says).toBe(ALL_PORTS);
    expect(hoverOf(entry('Secret', 'stringData'))?.says).toBe(ALL_PORTS);
    expect(hoverOf(entry('Secret', 'data'))).toBeUndefined();
  });

  test('may be denied on either side, or on both', () => {
    const source =
      SHOP + client('http://$0api') + policy('{podSelector: {}, policyTypes: [Ingress, Egress]}');
    expect(hoverOf(source)?.says).toContain(
      `${FROM} **denied**: egress is limited by [NetworkPolicy shop/policy](policy.yaml#3), with no rule for it; ingress is limited by [NetworkPolicy shop/policy](policy.yaml#3), with no rule for it`,
    );
  });

  test('may be allowed on another port only', () => {
    const rules =
      '{podSelector: {matchLabels: {app: client}}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}], ports: [{port: 80}]}]}';
    expect(hoverOf(SHOP + client('http://$0api') + policy(rules))?.says).toContain(
      `${FROM} **denied**: egress is limited by [NetworkPolicy shop/policy](policy.yaml#3), with a rule for it only on TCP 80`,
    );
  });

  test('depends, with the reason', () => {
    const rules =
      '{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}]}]}';
    expect(hoverOf(SHOP + client('http://$0api') + policy(rules))?.says).toContain(
      `${FROM} **depends**: [NetworkPolicy shop/policy](policy.yaml#4): namespace \`shop\` is not in the manifests, so its label \`team\` is unknown`,
    );
  });

  test('with a port that the Service does not have', () => {
    checkHover(
      SHOP + client('http://$0api:8080'),
      'api:8080',
      "**No port 8080** on [Service shop/api](shop.yaml#11), which has [80](shop.yaml#14) (`http`).\n\nPort 8080 is the pods' own; the Service leads to it from [80](shop.yaml#14) (`http`).",
    );
  });

  test('without a port means all of them', () => {
    checkHover(
      SHOP + client('api.shop.$0svc'),
      'api.shop.svc',
      `[Service shop/api](shop.yaml#11)\n- [80](shop.yaml#14) (\`http\`) → [Deployment shop/api](shop.yaml#3) [:8080](shop.yaml#7) (\`http\`)\n\n${FROM} **allowed**, no policy is in the way`,
    );
  });

  test.each([
    ['db-1.db-pods:5432', 'Pod `db-1` of [StatefulSet shop/db](shop.yaml#18)'],
    ['db-2.db-pods.shop.svc:5432', '**No pod** `db-2`: [StatefulSet shop/db](shop.yaml#18) has 2 replicas.'],
    ['cache-0.db-pods:5432', '**No pod** `cache-0`'],
  ])('is a pod of a headless Service: %s', (value, says) => {
    expect(hoverOf(SHOP + client(`$0${value}`))?.says).toContain(says);
  });

  test('of a headless Service is the port of the pods, whether or not the Service names it', () => {
    checkHover(
      SHOP +
        client('$0db-pods:9187') +
        policy('{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: 5432}]}]}'),
      'db-pods:9187',
      `
[Service shop/db-pods](shop.yaml#28) is headless: port 9187 is that of the pods themselves. It names [5432](shop.yaml#32).

${FROM} **denied**: ingress is limited by [NetworkPolicy shop/policy](policy.yaml#3), with a rule for it only on TCP 5432
`,
    );
  });

  test.each([
    [
      'hl:80',
      '**Port 80 is not translated**: [Service shop/hl](hl.yaml#3) is headless, and its pods listen on 8080.',
    ],
    [
      'hl:9999',
      `[Service shop/hl](hl.yaml#3) is headless: port 9999 is that of the pods themselves. It names [80](hl.yaml#7). The pods declare only 8080.\n\n${FROM} **allowed**, no policy is in the way`,
    ],
  ])('of a headless Service whose pods listen elsewhere: %s', (value, says) => {
    const headless = `
#-- hl.yaml
apiVersion: v1
kind: Service
metadata: {name: hl, namespace: shop}
spec:
  clusterIP: None
  selector: {app: api}
  ports: [{port: 80, targetPort: http}]
`;
    expect(hoverOf(SHOP + headless + client(`$0${value}`))?.says).toBe(says);
  });

  test('of a headless Service is dialled as it is, if the pods may listen there', () => {
    const headless = `
#-- hl.yaml
apiVersion: v1
kind: Service
metadata: {name: hl, namespace: shop}
spec:
  clusterIP: None
  selector: {app: db}
  ports: [{port: 80, targetPort: 8080}]
`;
    expect(hoverOf(`${SHOP}${headless}${client('$0hl:80')}`)?.says).toBe(
      `[Service shop/hl](hl.yaml#3) [80](hl.yaml#7) → [StatefulSet shop/db](shop.yaml#18) :80\n\n${FROM} **allowed**, no policy is in the way`,
    );
  });

  test('by a short name is looked up in its own namespace only', () => {
    checkHover(
      SHOP + client('http://$0api', 'other'),
      'api',
      '**No Service** `api` in namespace `other`, where a short name is looked up.\n\n`api.shop` is [Service shop/api](shop.yaml#11)',
    );
  });

  test.each([
    [
      'http://apj',
      '**No** Service `apj` of namespace `shop` in the workspace; did you mean [Service shop/api](shop.yaml#11)?',
    ],
    ['http://billing.shop', '**No** Service `billing` of namespace `shop` in the workspace.'],
    ['billing.elsewhere.svc:80', '**No** Service `billing` of namespace `elsewhere` in the workspace.'],
    [
      'https://kubernetes.default.svc',
      'Service `kubernetes` of namespace `default`, which every cluster has.',
    ],
  ])('of a Service that is not there: %s', (value, says) => {
    expect(
      hoverOf(SHOP + client(value.replace('://', '://$0').replace(/^billing\.e/, '$0billing.e')))?.says,
    ).toBe(says);
  });

  test('outside of the cluster is judged by egress alone', () => {
    const value = 'https://$0api.example.com/v1';
    expect(hoverOf(SHOP + client(value))?.says).toBe(
      `\`api.example.com\` is outside of the cluster.\n\n${FROM} **allowed**, no policy is in the way`,
    );
    const blocks =
      '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}';
    expect(hoverOf(SHOP + client(value) + policy(blocks))?.says).toContain(
      `${FROM} **depends**: [NetworkPolicy shop/policy](policy.yaml#4): it depends on the address`,
    );
  });

  test.each([
    ['', '**allowed**, no policy is in the way'],
    [
      '[{to: [{podSelector: {}}]}]',
      '**denied**: egress is limited by [NetworkPolicy shop/policy](policy.yaml#3), with no rule for it',
    ],
    ['[{to: [{namespaceSelector: {}}], ports: [{port: 9090}]}]', '**depends** on which of the two it is'],
    ['[{ports: [{port: 80}]}]', '**depends** on which of the two it is'],
  ])(
    'of two words may be a Service of a namespace that is not in the workspace: egress %s',
    (egress, answer) => {
      const source = SHOP + client('http://$0metrics.monitoring');
      const spec = `{podSelector: {}, policyTypes: [Egress], egress: ${egress}}`;
      expect(hoverOf(egress ? source + policy(spec) : source)?.says).toBe(
        `\`metrics.monitoring\` is outside of the cluster, unless there is a namespace \`monitoring\` with a Service \`metrics\`.\n\n${FROM} ${answer}`,
      );
    },
  );

  test('outside of the cluster may be let through by several rules together', () => {
    const families =
      '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}, {to: [{ipBlock: {cidr: "::/0"}}]}]}';
    expect(hoverOf(SHOP + client('https://$0api.example.com/v1') + policy(families))?.says).toContain(
      `${FROM} **allowed** by [NetworkPolicy shop/policy](policy.yaml#4), [NetworkPolicy shop/policy](policy.yaml#4)`,
    );
  });

  test('of another name is that name', () => {
    const alias = `
#-- alias.yaml
apiVersion: v1
kind: Service
metadata: {name: payments, namespace: shop}
spec: {type: ExternalName, externalName: pay.example.com}
`;
    expect(hoverOf(SHOP + alias + client('https://$0payments'))?.says).toBe(
      `[Service shop/payments](alias.yaml#3)\n\nAnother name for \`pay.example.com\`, without pods or ports. Policies must allow the addresses of that name.\n\n${FROM} **allowed**, no policy is in the way`,
    );
  });

  test('of another name for a Service is judged by the pods of that Service', () => {
    const alias = `
#-- alias.yaml
apiVersion: v1
kind: Service
metadata: {name: backend, namespace: other}
spec: {type: ExternalName, externalName: api.shop.svc.cluster.local}
`;
    const none = policy('{podSelector: {}, policyTypes: [Ingress]}');
    expect(hoverOf(SHOP + alias + none + client('http://$0backend', 'other'))?.says).toBe(
      `[Service other/backend](alias.yaml#3)\n\nAnother name for [Service shop/api](shop.yaml#11), without ports of its own: clients dial those of that Service.\n\n- From [Pod other/client](client.yaml#3): **denied**: ingress is limited by [NetworkPolicy shop/policy](policy.yaml#3), with no rule for it`,
    );
  });

  test.each([
    ['"{{ .Values.host }}"', '`…`', 'addresses of'],
    ['db.data.svc.cluster.local', '`db.data.svc.cluster.local`', 'pods behind'],
  ])('of another name for something unknown is not judged: %s', (name, written, what) => {
    const alias = `
#-- alias.yaml
apiVersion: v1
kind: Service
metadata: {name: backend, namespace: shop}
spec: {type: ExternalName, externalName: ${name}}
`;
    const none = policy('{podSelector: {}, policyTypes: [Egress]}');
    expect(hoverOf(SHOP + alias + none + client('http://$0backend'))?.says).toBe(
      `[Service shop/backend](alias.yaml#3)\n\nAnother name for ${written}, without pods or ports. Policies must allow the ${what} that name.`,
    );
  });

  test.each([
    'http://local$0host:8080',
    'http://10.0.$00.1:8080',
    '"{{ .Values.url }}$0"',
    'http://$0$(HOST):80',
    'elsewhere$0',
    'api.elsewhere$0',
  ])('is not everything: %s', (value) => {
    expect(hoverOf(SHOP + client(value))).toBeUndefined();
  });
});
