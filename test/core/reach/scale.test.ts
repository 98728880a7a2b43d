import { describe, expect, test } from 'vitest';
import { type AllPairs, evaluateAllPairs } from '../../../server/src/core/reach/pairs/all-pairs.ts';
import type { Row } from '../../../server/src/core/reach/pairs/class-rows.ts';
import { podsOf } from '../../../server/src/core/reach/pairs/pod-classes.ts';
import type { Host } from '../../../server/src/core/workspace/host.ts';
import { plainView } from '../../../server/src/core/workspace/view.ts';
import { type LargeCluster, largeCluster } from '../../support/large-cluster.ts';
import { hostOf } from '../../support/workspace.ts';

// Times belong to machines (npm run perf prints them); what is counted here is the work that they come from.

interface Evaluated {
  readonly cluster: LargeCluster;
  readonly host: Host;
  readonly all: AllPairs;
}

function evaluated(scale: number): Evaluated {
  const cluster = largeCluster(scale);
  const texts = [...cluster.namespaces, ...cluster.workloads, ...cluster.policies];
  const host = hostOf(texts.map((text, i) => ({ uri: `file:///${i}.yaml`, text })));
  return { cluster, host, all: evaluate(host) };
}

function evaluate(host: Host, before?: AllPairs): AllPairs {
  const [environment] = host.snapshot().environments.values();
  if (!environment) throw new Error('there are no manifests');
  const view = plainView(environment);
  return evaluateAllPairs(view, podsOf(view), before);
}

function rowsOf({ kept }: AllPairs): Set<Row> {
  const rows = [...kept.namespaces.values()].flatMap((namespace) => [...namespace.rows.values()]);
  return new Set(rows.flatMap(({ ingress, egress }) => [ingress, egress]));
}

/** How many sets of other ends are evaluated, one pair for each. */
function cellsOf(all: AllPairs): number {
  return [...rowsOf(all)].reduce((sum, { cells }) => sum + cells.length, 0);
}

const small = evaluated(0.05);
const large = evaluated(0.2);

describe('a cluster like a published one', () => {
  test('classes that the same policies select share their rows', () => {
    expect(large.all.classes.length).toBe(large.cluster.workloads.length);
    expect(rowsOf(large.all).size).toBeLessThan(large.all.classes.length);
  });

  test('what is evaluated grows with the cluster, not with its square', () => {
    const growth = large.cluster.workloads.length / small.cluster.workloads.length;
    expect(growth).toBeGreaterThan(3.9);
    expect(cellsOf(large.all) / cellsOf(small.all)).toBeLessThan(growth * 1.5);
  });

  test('few of all pairs are evaluated', () => {
    expect(cellsOf(large.all) * 50).toBeLessThan(large.all.classes.length ** 2);
  });

  test('a policy that changes makes rows anew in its namespace alone', () => {
    const { cluster, host, all } = large;
    const last = cluster.policies.length - 1;
    const uri = `file:///${cluster.namespaces.length + cluster.workloads.length + last}.yaml`;
    const text = cluster.policies[last]?.replace(/ports: \[\{ port: \w+/, 'ports: [{ port: 9999') ?? '';
    host.apply([{ uri, text, editedAt: undefined }]);
    const after = evaluate(host, all);
    const changed = [...after.kept.namespaces].filter(
      ([name, rows]) => all.kept.namespaces.get(name) !== rows,
    );
    expect(changed.map(([name]) => name)).toEqual([/namespace: (\S+) /.exec(text)?.[1]]);
    expect(after.kept.index).toBe(all.kept.index);
  });
});
