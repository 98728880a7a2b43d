import fc from 'fast-check';
import { stringify } from 'yaml';
import { type ClusterPolicy, clusterPolicies } from './arbitrary-cluster-policy.ts';
import { MORE, type Plain } from './naive-values.ts';

/** A random cluster as plain documents: Namespaces, Deployments and policies of both sorts, in few names so that they meet. */
export type Cluster = readonly Plain[];

/** Ports that decide: those that are named in these clusters, some within and beyond their ranges, and another. */
export const PORTS: readonly number[] = [1, 53, 80, 8080, 8085, 8091];

/** The same with their protocols: one of these sees all of them, the others a few, for they are all alike. */
export const PORTS_ASKED: readonly (readonly ['TCP' | 'UDP' | 'SCTP', number])[] = [
  ...PORTS.map((port) => ['TCP', port] as const),
  ['UDP', 53],
  ['UDP', 8085],
  ['SCTP', 80],
  ['SCTP', 8091],
];

/** Addresses outside of these clusters: in a block, and in the exception of one. */
export const OUTSIDE: readonly string[] = ['192.0.2.9', '192.0.2.130'];

/** A range in which every address is like one of {@link OUTSIDE} to all blocks of these clusters. */
export const OUTSIDE_RANGE = '192.0.2.0/24';

const POD_RANGES = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '198.18.0.0/15',
  '240.0.0.0/4',
];
const HALVES = [{ cidr: '192.0.2.0/24', except: ['192.0.2.128/25'] }, { cidr: '192.0.2.128/25' }];

const TEMPLATE = '{{ .Values.any }}';
const NAMESPACES = ['shop', 'edge', 'unseen'];

/** Clusters that hold templates where `templates` is true; namespace `unseen` never has an object of its own. */
export function clusters(templates: boolean): fc.Arbitrary<Cluster> {
  const perhaps = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | typeof TEMPLATE> =>
    templates ? often(value, fc.constant(TEMPLATE)) : value;
  const withMore = (map: fc.Arbitrary<object>): fc.Arbitrary<object> =>
    templates
      ? often(
          map,
          map.map((value) => ({ [MORE]: '', ...value })),
        )
      : map;
  /** A template line at the end of a map that is not empty. */
  const orMore = (map: fc.Arbitrary<object>): fc.Arbitrary<object> =>
    templates
      ? often(
          map,
          map.map((value) => (Object.keys(value).length === 0 ? value : { ...value, [MORE]: '' })),
        )
      : map;
  const list = (item: fc.Arbitrary<Plain>, maxLength = 2): fc.Arbitrary<Plain[]> => {
    const plain = fc.array(item, { maxLength });
    return templates
      ? often(
          plain,
          plain.map((values) => [MORE, ...values]),
        )
      : plain;
  };

  const labelValue = fc.constantFrom('a', 'b');
  const labels = withMore(
    fc.record({ app: perhaps(labelValue), tier: perhaps(labelValue) }, { requiredKeys: [] }),
  );
  const expression = fc.oneof(
    fc.record({
      key: fc.constantFrom('app', 'tier'),
      operator: fc.constantFrom('In', 'NotIn'),
      values: often(
        fc.subarray(['a', 'b'], { minLength: 1 }),
        perhaps(fc.constant('a')).map((value) => [value]),
      ),
    }),
    fc.record({ key: fc.constantFrom('app', 'tier'), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
  );
  const podSelector = fc.record(
    { matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 1 }) },
    { requiredKeys: [] },
  );
  const namespaceSelector = fc.oneof(
    fc.constant({}),
    fc.constantFrom(...NAMESPACES).map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
    labelValue.map((team) => ({ matchLabels: { team } })),
    labelValue.map((team) => ({ matchExpressions: [{ key: 'team', operator: 'NotIn', values: [team] }] })),
  );
  const ipBlock = fc.constantFrom(
    { cidr: '0.0.0.0/0' },
    { cidr: '0.0.0.0/0', except: POD_RANGES },
    { cidr: '0.0.0.0/0', except: POD_RANGES.slice(0, 4) },
    { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
    { cidr: '192.0.2.0/24' },
    ...HALVES,
    ...(templates ? [{ cidr: TEMPLATE }, { cidr: '192.0.2.0/24', except: [TEMPLATE] }] : []),
  );
  const peer = perhaps(
    fc.oneof(
      orMore(podSelector.map((pods) => ({ podSelector: pods }))),
      orMore(namespaceSelector.map((namespaces) => ({ namespaceSelector: namespaces }))),
      fc.record({ namespaceSelector, podSelector }),
      ipBlock.map((block) => ({ ipBlock: block })),
      fc.constantFrom({}, { ipBlock: { cidr: '0.0.0.0/0' }, podSelector: {} }),
    ),
  );
  const protocol = fc.constantFrom('TCP', 'UDP', 'SCTP');
  const policyPort = perhaps(
    fc.oneof(
      orMore(
        fc.record(
          { protocol: perhaps(protocol), port: perhaps(fc.constantFrom<Plain>(53, 80, 8080, 'web', 'dns')) },
          { requiredKeys: [] },
        ),
      ),
      fc.record(
        {
          port: fc.constantFrom(8080, 8080, 8080, 'web'),
          endPort: perhaps(fc.constantFrom(8079, 8080, 8090)),
        },
        { requiredKeys: ['endPort'] },
      ),
    ),
  );
  const rules = (peers: 'from' | 'to'): fc.Arbitrary<Plain> =>
    often(
      list(
        perhaps(orMore(fc.record({ [peers]: list(peer), ports: list(policyPort) }, { requiredKeys: [] }))),
      ),
      fc.oneof(
        fc.constant(null),
        // Two rules that hold a range only together.
        fc
          .tuple(list(policyPort), list(policyPort))
          .map((both) => both.map((ports, i) => ({ [peers]: [{ ipBlock: HALVES[i] }], ports }))),
      ),
    );
  const policy = fc.record({
    kind: fc.constant('NetworkPolicy'),
    namespace: fc.constantFrom(...NAMESPACES),
    spec: fc.record(
      {
        podSelector,
        policyTypes: often(
          fc.subarray(['Ingress', 'Egress']),
          list(perhaps(fc.constantFrom('Ingress', 'Egress'))),
        ),
        ingress: rules('from'),
        egress: rules('to'),
      },
      { requiredKeys: ['podSelector'] },
    ),
  });
  const containerPort = fc.record(
    {
      name: perhaps(fc.constantFrom('web', 'dns')),
      containerPort: perhaps(fc.constantFrom(53, 80, 8080)),
      protocol,
    },
    { requiredKeys: ['containerPort'] },
  );
  const container = (more: object): fc.Arbitrary<object> =>
    list(containerPort).map((ports) => ({ name: 'main', image: 'main:1', ports, ...more }));
  const workload = fc.record({
    kind: fc.constant('Deployment'),
    namespace: fc.constantFrom(...NAMESPACES),
    spec: fc.record({
      template: fc.record({
        metadata: fc.record({ labels }),
        spec: orMore(
          fc.record(
            {
              hostNetwork: fc.oneof(
                { weight: 2, arbitrary: fc.constant(false) },
                { weight: 1, arbitrary: perhaps(fc.constant(true)) },
              ),
              initContainers: fc
                .oneof(container({}), container({ restartPolicy: 'Always' }))
                .map((one) => [one]),
              containers: container({}).map((one) => [one]),
            },
            { requiredKeys: ['containers'] },
          ),
        ),
      }),
    }),
  });
  const namespace = (name: string): fc.Arbitrary<Plain> =>
    withMore(fc.record({ team: labelValue }, { requiredKeys: [] })).map((own) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: own },
    }));
  const ofCluster = clusterPolicies({ perhaps, podSelector, namespaceSelector, protocol });
  return fc
    .tuple(
      namespace('shop'),
      namespace('edge'),
      fc.array(workload, { minLength: 1, maxLength: 3 }),
      fc.array(policy, { maxLength: 4 }),
      fc.oneof(fc.constant([]), fc.array(ofCluster, { minLength: 1, maxLength: 3 })),
    )
    .map(([shop, edge, workloads, policies, cluster]) => [
      shop,
      edge,
      ...[...workloads, ...policies].map(({ kind, namespace: own, spec }, i) => ({
        apiVersion: kind === 'Deployment' ? 'apps/v1' : 'networking.k8s.io/v1',
        kind,
        metadata: { name: `n${i}`, namespace: own },
        spec,
      })),
      ...prioritize(cluster),
    ]);
}

/** Gives policies of the cluster priorities that are unequal and not in their order; one of them may do without. */
function prioritize(policies: readonly ClusterPolicy[]): Plain[] {
  const isBaseline = ({ kind }: ClusterPolicy): boolean => kind === 'BaselineAdminNetworkPolicy';
  return policies
    .filter((policy, i) => !isBaseline(policy) || i === policies.findIndex(isBaseline))
    .map((policy, i) =>
      isBaseline(policy)
        ? { ...policy, metadata: { name: 'default' } }
        : { ...policy, metadata: { name: `c${i}` }, spec: { priority: (7 * i + 3) % 10, ...policy.spec } },
    );
}

/** The manifest of a cluster in block style; what stands for template lines is one. */
export function writeCluster(cluster: Cluster): string {
  return cluster.map(writeBlock).join('---\n');
}

/** The same in JSON wherever that can say it: it is read and written faster. */
export function writeCompactCluster(cluster: Cluster): string {
  return cluster
    .map((document) => {
      const json = JSON.stringify(document);
      return json.includes(MORE) ? writeBlock(document) : `${json}\n`;
    })
    .join('---\n');
}

function writeBlock(document: Plain): string {
  const yaml = stringify(document, { indentSeq: true });
  return yaml.replace(new RegExp(`^( *)(?:- )?${MORE}(?:: "")?$`, 'gm'), '$1{{ include "more" . }}');
}

function often<T, U>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ weight: 7, arbitrary: usual }, { weight: 1, arbitrary: rare });
}
