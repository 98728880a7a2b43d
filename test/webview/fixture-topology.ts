import { answerQuestion } from '../../server/src/core/features/topology/answer-question.ts';
import type { Topology, TopologyNode } from '../../server/src/core/topology/topology.ts';
import type { TopologyChanges, TopologyQuestion } from '../../server/src/core/topology/topology-question.ts';
import { pods } from '../support/pods.ts';
import { namespace, policy } from '../support/policy.ts';
import { stateOf } from '../support/topology-state.ts';

/** Answers questions as the language server does, at once or later. */
export type Answerer = (question: TopologyQuestion) => unknown;

/** A shop of eight namespaces, one of them with a name that is hostile where somebody writes markup of it. */
export function shopAnswers(): Answerer {
  return answersOf(shopManifests());
}

/** The name of a workload that would run a script if it were ever read as markup. */
export const HOSTILE = '<img src=x onerror=window.hacked=1>';

/** Answers about manifests, by the engine itself. */
export function answersOf(source: string): Answerer {
  const { environment, ...state } = stateOf(source);
  const problems = (name: string | undefined) => ({
    errors: name === 'search' ? 1 : 0,
    warnings: name === 'cart' ? 2 : 0,
  });
  return (question) => {
    if (question.type === 'changes') return CHANGES;
    return answerQuestion(
      {
        state,
        environment,
        problemsOf: (resource) => problems(resource.facts.name?.value),
        placeOf: () => 'shop.yaml:12',
      },
      question,
    );
  };
}

/** So many nodes in namespaces of fifty, with links between them; what is asked of them has short answers. */
export function largeAnswers(count: number): Answerer {
  const topology = largeTopology(count);
  return (question) => {
    switch (question.type) {
      case 'topology':
        return topology;
      case 'links':
        return question.namespaces.map((name) => ({ namespace: name, links: [], hidden: 12 }));
      case 'matrix':
        return {
          rows: question.rows.map((_, i) =>
            question.columns.map((_c, j) => 'apdoqn-'[(i * 7 + j * 3) % 7]).join(''),
          ),
        };
      case 'explain':
        return { refusal: 'Nothing to explain here.' };
      default:
        return undefined;
    }
  };
}

function largeTopology(count: number): Topology {
  const namespaces = Array.from(
    { length: Math.ceil(count / 50) },
    (_, i) => `team-${String(i).padStart(2, '0')}`,
  );
  const nodes = Array.from({ length: count }, (_, i) => largeNode(i, namespaces[Math.floor(i / 50)] ?? ''));
  const bundles = namespaces.flatMap((from, i) =>
    [1, 3, 7].map((step) => ({
      from,
      to: namespaces[(i + step) % namespaces.length] ?? from,
      counts: { allowed: step, 'one-sided': i % 3 === 0 ? 1 : 0, denied: step === 7 ? 9 : 0, depends: 0 },
    })),
  );
  const links = nodes.flatMap((node, i) => {
    const to = nodes[i + 1];
    if (node.role !== 'service' || to?.namespace !== node.namespace) return [];
    return [{ from: node.id, to: to.id, type: 'selects' as const, ports: '80 → 8080', certain: true }];
  });
  return {
    hash: `large ${count}`,
    namespaces: namespaces.map((name) => ({ name, exposed: false })),
    nodes,
    links,
    bundles,
    notes: [],
  };
}

function largeNode(i: number, home: string): TopologyNode {
  const role = i % 3 === 0 ? 'service' : 'workload';
  const kind = role === 'service' ? 'Service' : 'Deployment';
  const name = `component-${i}`;
  return {
    id: `${kind}/${home}/${name}`,
    role,
    kind,
    name,
    namespace: home,
    ingress: i % 2 === 0 ? 'isolated' : 'open',
    egress: 'open',
    group: undefined,
    errors: i % 40 === 0 ? 1 : 0,
    warnings: 0,
    labels: [`app=${name}`],
    ports: ['8080'],
    policies: 0,
  };
}

const CHANGES: TopologyChanges = {
  opened: 1,
  closed: 1,
  changes: [
    {
      type: 'opened',
      from: 'Deployment/shop/web',
      to: 'Deployment/shop/api',
      fromNamespace: 'shop',
      toNamespace: 'shop',
      text: 'shop/web[Deployment] → shop/api[Deployment]',
      ports: 'TCP 8080',
    },
    {
      type: 'closed',
      from: 'Deployment/shop/api',
      to: 'Deployment/payments/ledger',
      fromNamespace: 'shop',
      toNamespace: 'payments',
      text: 'shop/api[Deployment] → payments/ledger[Deployment]',
      ports: 'TCP 8080',
    },
  ],
};

function service(name: string, home: string, port: number, target: number): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${home} }\nspec: { selector: { app: ${name} }, ports: [{ port: ${port}, targetPort: ${target} }] }\n---\n`;
}

function ingress(name: string, home: string, to: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: ${name}, namespace: ${home} }\nspec: { ingressClassName: nginx, rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${to}, port: { number: 80 } } } }] } }] }\n---\n`;
}

function caller(name: string, home: string, address: string): string {
  const port = { ports: ['http: 8080'], namespace: home };
  return pods(name, port).replace(
    '{ name: main,',
    `{ name: main, env: [{ name: URL, value: "${address}" }],`,
  );
}

/** The manifests of the shop. */
export function shopManifests(): string {
  const homes = [
    'shop',
    'payments',
    'identity',
    'monitoring',
    'ingress-nginx',
    'kube-system',
    'data',
    'legacy',
  ];
  const from = (app: string): string => `{ podSelector: { matchLabels: { app: ${app} } } }`;
  const fromHome = (home: string): string =>
    `{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${home} } } }`;
  const on = (port: number, peers: string): string => `[{ from: [${peers}], ports: [{ port: ${port} }] }]`;
  return [
    ...homes.map((name) => namespace(name, `kubernetes.io/metadata.name: ${name}`)),
    ingress('storefront', 'shop', 'web'),
    caller('web', 'shop', 'http://api:80'),
    caller('api', 'shop', 'http://ledger.payments:80'),
    caller('cart', 'shop', 'http://redis.data:6379'),
    caller('search', 'shop', 'http://api:80'),
    caller('recommendation-engine-with-a-long-name', 'shop', 'http://search:80'),
    service('web', 'shop', 80, 8080),
    service('api', 'shop', 80, 8080),
    service('search', 'shop', 80, 8080),
    policy({ name: 'default-deny', namespace: 'shop', types: 'Ingress' }),
    policy({ name: 'allow-web-to-api', namespace: 'shop', pods: 'app: api', ingress: on(8080, from('web')) }),
    policy({
      name: 'allow-ingress',
      namespace: 'shop',
      pods: 'app: web',
      ingress: on(8080, fromHome('ingress-nginx')),
    }),
    caller('ledger', 'payments', 'http://db.data:5432'),
    caller('card-gateway', 'payments', 'http://ledger:80'),
    service('ledger', 'payments', 80, 8080),
    policy({ name: 'default-deny', namespace: 'payments', types: 'Ingress' }),
    policy({
      name: 'allow-orders',
      namespace: 'payments',
      pods: 'app: ledger',
      ingress: on(8080, '{ namespaceSelector: {}, podSelector: { matchLabels: { app: orders } } }'),
    }),
    caller('login', 'identity', 'http://sessions:80'),
    caller('sessions', 'identity', 'http://redis.data:6379'),
    service('sessions', 'identity', 80, 8080),
    caller('prometheus', 'monitoring', 'http://api.shop:80'),
    pods('controller', { namespace: 'ingress-nginx', ports: ['http: 80'] }),
    pods('coredns', { namespace: 'kube-system', ports: ['dns: 53/UDP'] }),
    pods('db', { namespace: 'data', ports: ['5432'] }),
    pods('redis', { namespace: 'data', ports: ['6379'] }),
    service('db', 'data', 5432, 5432),
    service('redis', 'data', 6379, 6379),
    policy({
      name: 'db-from-payments',
      namespace: 'data',
      pods: 'app: db',
      ingress: on(5432, fromHome('payments')),
    }),
    pods(JSON.stringify(HOSTILE), { namespace: 'legacy', labels: 'app: old', ports: ['80'] }),
  ].join('');
}
