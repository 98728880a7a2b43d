import { type AllPairs, evaluateAllPairs } from '../../server/src/core/reach/pairs/all-pairs.ts';
import { countClasses } from '../../server/src/core/reach/pairs/class-set.ts';
import { podsOf } from '../../server/src/core/reach/pairs/pod-classes.ts';
import type { Host } from '../../server/src/core/workspace/host.ts';
import { plainView } from '../../server/src/core/workspace/view.ts';
import { largeCluster } from '../support/large-cluster.ts';
import { hostOf } from '../support/workspace.ts';

// Prints what the engine needs for all pairs of large clusters, for docs/PERFORMANCE.md. It asserts nothing: times
// belong to machines.

/** So many policies are changed one after the other; the first ones warm up. */
const CHANGES = 60;
const WARM_UP = 20;
const DIRECTIONS = ['ingress', 'egress'] as const;

console.log(
  'pods | policies | classes | distinct rows | pairs | rows | all pairs | outside | one policy (p50, p95) | heap',
);
for (const scale of [0.1, 0.3, 1, 3]) {
  measure(scale);
  if (scale === 0.1) measure(scale);
}

console.log('one policy with 640 blocks | all pairs of 600 pods | outside');
measureBlocks('in one rule', (blocks) => `[{ from: [${blocks.join(', ')}] }]`);
measureBlocks(
  'in 640 rules with a port each',
  (blocks) => `[${blocks.map((one, i) => `{ from: [${one}], ports: [{ port: ${8000 + i} }] }`).join(', ')}]`,
);

function measureBlocks(name: string, write: (blocks: readonly string[]) => string): void {
  const { namespaces, workloads } = largeCluster(0.11);
  const blocks = Array.from(
    { length: 640 },
    (_, i) => `{ ipBlock: { cidr: 172.${16 + (i >> 8)}.${i & 255}.0/25 } }`,
  );
  const text = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: blocks, namespace: ns0 }
spec: { podSelector: {}, policyTypes: [Ingress], ingress: ${write(blocks)} }
`;
  const files = [...namespaces, ...workloads, text].map((one, i) => ({
    uri: `file:///${i}.yaml`,
    text: one,
  }));
  const host = hostOf(files);
  const start = cpu();
  const all = evaluate(host);
  for (const from of all.classes) all.outgoing(from);
  const inside = cpu() - start;
  for (const one of all.classes) for (const direction of DIRECTIONS) all.outside(one, direction);
  console.log(`${name} | ${ms(inside)} CPU | ${ms(cpu() - start - inside)} CPU`);
}

function measure(scale: number): void {
  const { namespaces, workloads, policies } = largeCluster(scale);
  const files = [...namespaces, ...workloads, ...policies].map((text, i) => ({
    uri: `file:///${i}.yaml`,
    text,
  }));
  const host = hostOf(files);
  collect();
  const before = process.memoryUsage().heapUsed;
  const start = cpu();
  const all = evaluate(host);
  const rowsMade = cpu() - start;
  const pairs = all.classes.reduce(
    (sum, from) => sum + all.outgoing(from).reduce((more, { to }) => more + countClasses(to), 0),
    0,
  );
  const inside = cpu() - start;
  for (const one of all.classes) for (const direction of DIRECTIONS) all.outside(one, direction);
  const outside = cpu() - start - inside;
  collect();
  const heap = process.memoryUsage().heapUsed;
  const rows = [...all.kept.namespaces.values()].flatMap((kept) => [...kept.rows.values()]);
  const distinct = new Set(rows.flatMap(({ ingress, egress }) => [ingress, egress])).size;
  const times = changePolicies(host, all, files.length - policies.length, policies);
  console.log(
    [
      workloads.length,
      policies.length,
      all.classes.length,
      distinct,
      pairs,
      `${ms(rowsMade)} CPU`,
      `${ms(inside)} CPU`,
      `${ms(outside)} CPU`,
      `${ms(quantile(times, 0.5))}, ${ms(quantile(times, 0.95))}`,
      `${mb(heap - before)} of ${mb(heap)}`,
    ].join(' | '),
  );
}

/** Changes one policy after the other; gives the time of each until the connections of its pods are known again. */
function changePolicies(host: Host, first: AllPairs, offset: number, policies: readonly string[]): number[] {
  let all = first;
  const times: number[] = [];
  for (let n = 0; n < CHANGES; n++) {
    const i = policies.length - 1 - n * 7;
    const text = policies[i]?.replace(/ports: \[\{ port: \w+/, `ports: [{ port: ${9000 + n}`) ?? '';
    host.apply([{ uri: `file:///${offset + i}.yaml`, text, editedAt: undefined }]);
    const start = performance.now();
    all = evaluate(host, all);
    const namespace = /namespace: (\S+) /.exec(text)?.[1];
    for (const from of all.classes) if (from.endpoint.namespace === namespace) all.outgoing(from);
    if (n >= WARM_UP) times.push(performance.now() - start);
  }
  return times;
}

function evaluate(host: Host, before?: AllPairs): AllPairs {
  const [environment] = host.snapshot().environments.values();
  if (!environment) throw new Error('there are no manifests');
  const view = plainView(environment);
  return evaluateAllPairs(view, podsOf(view), before);
}

function collect(): void {
  globalThis.gc?.();
}

/** Milliseconds of all threads. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

function mb(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
