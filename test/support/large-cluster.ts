/**
 * A cluster like a published one of 5,413 pods, 604 namespaces and 13,678 policies: a policy selects 6 pods and means 2
 * pods and one block in the median, and 3,559 policies select nothing. `scale` is its size beside that one's; the same
 * scale gives the same cluster.
 */
export interface LargeCluster {
  /** One document each. */
  readonly namespaces: readonly string[];
  readonly workloads: readonly string[];
  /** The first ones select nothing. */
  readonly policies: readonly string[];
}

/** Makes the manifests of such a cluster. */
export function largeCluster(scale: number): LargeCluster {
  const random = createRandom(7);
  const pick = (count: number): number => Math.floor(random() * count);
  const [pods, namespaces, policies, idle] = [5413, 604, 13_678, 3559].map((count) =>
    Math.round(count * scale),
  );
  if (!pods || !namespaces || !policies || !idle) throw new Error(`${scale} leaves nothing of the cluster`);
  // Namespaces differ much in size: most have few pods, some have dozens.
  const home = Array.from({ length: pods }, () => Math.floor(random() * random() * namespaces));
  const members = Array.from({ length: namespaces }, (): number[] => []);
  for (const [pod, namespace] of home.entries()) members[namespace]?.push(pod);
  const inhabited = [...members.keys()].filter((namespace) => (members[namespace]?.length ?? 0) > 0);
  return {
    namespaces: members.map((_, i) => namespaceManifest(i)),
    workloads: home.map((namespace, pod) =>
      workloadManifest(pod, namespace, Math.floor((members[namespace]?.indexOf(pod) ?? 0) / GROUP)),
    ),
    policies: Array.from({ length: policies }, (_, i) => {
      const namespace = inhabited[pick(inhabited.length)] ?? 0;
      const groups = Math.ceil((members[namespace]?.length ?? 0) / GROUP);
      const group = i < idle ? 'none' : `g${pick(groups)}`;
      const other = random() < 0.5 ? namespace : (inhabited[pick(inhabited.length)] ?? 0);
      const pod = members[other]?.[pick(members[other]?.length ?? 0)] ?? 0;
      const second = members[other]?.[0] ?? 0;
      return policyManifest(
        i,
        namespace,
        group,
        peersOf(random(), i, other, [pod, second], pick),
        random() < 0.5,
      );
    }),
  };
}

/** So many pods of a namespace are selected together. */
const GROUP = 6;

function peersOf(
  share: number,
  i: number,
  namespace: number,
  pods: readonly number[],
  pick: (count: number) => number,
): string {
  if (i % 4000 === 3999)
    return Array.from({ length: 640 }, (_, n) => block(172, 16 + (n >> 8), n & 255)).join(', ');
  if (share < 0.02) return '{ namespaceSelector: {} }';
  if (share < 0.06) return `{ namespaceSelector: { matchLabels: { team: t${pick(TEAMS)} } } }`;
  const place = `namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ns${namespace} } }`;
  const peers = pods.map((pod) => `{ podSelector: { matchLabels: { app: w${pod} } }, ${place} }`);
  return [...peers, block(10, i % 250, (i >> 3) % 250)].join(', ');
}

const TEAMS = 40;

function block(a: number, b: number, c: number): string {
  return `{ ipBlock: { cidr: ${a}.${b}.${c}.0/25 } }`;
}

function namespaceManifest(i: number): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata: { name: ns${i}, labels: { team: t${i % TEAMS} } }\n`;
}

function workloadManifest(pod: number, namespace: number, group: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: w${pod}, namespace: ns${namespace} }
spec:
  replicas: 1
  selector: { matchLabels: { app: w${pod} } }
  template:
    metadata: { labels: { app: w${pod}, group: g${group} } }
    spec: { containers: [{ name: main, image: main:1, ports: [{ name: http, containerPort: ${8000 + (pod % 5)} }] }] }
`;
}

function policyManifest(
  i: number,
  namespace: number,
  group: string,
  peers: string,
  isIngress: boolean,
): string {
  const port = i % 20 === 0 ? 'http' : 8000 + (i % 5);
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p${i}, namespace: ns${namespace} }
spec:
  podSelector: { matchLabels: { group: ${group} } }
  policyTypes: [${isIngress ? 'Ingress' : 'Egress'}]
  ${isIngress ? 'ingress' : 'egress'}: [{ ${isIngress ? 'from' : 'to'}: [${peers}], ports: [{ port: ${port} }] }]
`;
}

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}
