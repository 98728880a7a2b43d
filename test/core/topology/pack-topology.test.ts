import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packTopology, unpackTopology } from '../../../server/src/core/topology/pack-topology.ts';
import { arbitraryDocument } from '../../support/arbitrary-documents.ts';
import { largeCluster } from '../../support/large-cluster.ts';
import { largeWorkspace } from '../../support/large-workspace.ts';
import { topologyOf } from '../../support/topology-state.ts';

const throughTheWire = (source: string): unknown =>
  unpackTopology(JSON.parse(JSON.stringify(packTopology(topologyOf(source)))));

test('what is unpacked is what was packed', () => {
  fc.assert(
    fc.property(fc.array(arbitraryDocument, { maxLength: 12 }), (documents) => {
      const source = documents.join('---\n');
      expect(throughTheWire(source)).toEqual(topologyOf(source));
    }),
    { numRuns: 50 },
  );
});

test('a graph of 2,000 nodes takes less than 250 KB', () => {
  const { namespaces, workloads, policies } = largeCluster(0.12);
  const topology = topologyOf([...namespaces, ...workloads, ...policies].join('\n---\n'));
  expect(topology.nodes.length).toBeGreaterThan(2000);
  expect(JSON.stringify(packTopology(topology)).length).toBeLessThan(250_000);
});

test('a graph of 2,000 nodes with 10,000 links too', () => {
  const topology = topologyOf(largeWorkspace(2000).join('---\n'));
  const between = topology.bundles.flatMap(({ counts }) => Object.values(counts));
  expect(topology.nodes).toHaveLength(2000);
  expect(topology.links.length + between.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(
    10_000,
  );
  expect(JSON.stringify(packTopology(topology)).length).toBeLessThan(250_000);
});
