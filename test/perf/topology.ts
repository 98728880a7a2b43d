import { drawMap } from '../../server/src/core/drawing/draw-map.ts';
import { LIGHT } from '../../server/src/core/drawing/palettes.ts';
import { writeSvg } from '../../server/src/core/drawing/write-svg.ts';
import { focusOn } from '../../server/src/core/features/topology/focus.ts';
import { matrixBlock } from '../../server/src/core/features/topology/matrix.ts';
import { explainEnds } from '../../server/src/core/features/topology/traffic-explanation.ts';
import { connectivityOf } from '../../server/src/core/reach/pairs/connectivity.ts';
import { buildTopology } from '../../server/src/core/topology/build-topology.ts';
import { namespaceLinks } from '../../server/src/core/topology/namespace-links.ts';
import { packTopology, unpackTopology } from '../../server/src/core/topology/pack-topology.ts';
import { createTopologyState } from '../../server/src/core/topology/topology-state.ts';
import { plainView } from '../../server/src/core/workspace/view.ts';
import { largeWorkspace } from '../support/large-workspace.ts';
import { hostOf } from '../support/workspace.ts';

// Prints what the topology of large workspaces takes, for docs/PERFORMANCE.md. It asserts nothing: times belong to
// machines.

for (const nodes of [200, 2000, 2000, 5000]) measure(nodes);

function measure(size: number): void {
  const files = largeWorkspace(size).map((text, i) => ({ uri: `file:///${i}.yaml`, text }));
  const host = hostOf(files);
  const environmentOf = () => {
    const [environment] = host.snapshot().environments.values();
    if (!environment) throw new Error('there is nothing to measure');
    return environment;
  };
  const view = plainView(environmentOf());
  const connectivity = timed('all pairs', () => connectivityOf(view));
  const state = timed('sort the state', () => createTopologyState(connectivity));
  const topology = timed('graph', () => buildTopology(state, () => ({ errors: 0, warnings: 0 }), []));
  const packed = timed('pack', () => JSON.stringify(packTopology(topology)));
  timed('unpack', () => unpackTopology(JSON.parse(packed)));
  const names = topology.namespaces.map(({ name }) => name);
  const links = timed('links inside all namespaces', () => names.map((name) => namespaceLinks(state, name)));
  const inside = links.reduce((sum, one) => sum + one.links.length + one.hidden, 0);
  const between = topology.bundles.reduce(
    (sum, { from, to, counts }) =>
      from === to ? sum : sum + Object.values(counts).reduce((total, count) => total + count, 0),
    0,
  );
  const known = new Map(links.map((one) => [one.namespace, one]));
  const draw = (expanded: readonly string[]) =>
    drawMap({
      topology,
      links: known,
      expanded: new Set(expanded),
      selected: undefined,
      slots: {},
      width: 1200,
      changes: [],
      isShown: () => true,
    }).scene;
  timed('draw namespaces', () => draw([]), true);
  timed('draw one of them expanded', () => draw(names.slice(0, 1)), true);
  const scene = timed('draw all of them expanded', () => draw(names), true);
  timed('write the SVG of it', () => writeSvg(scene, LIGHT, 'Topology'));
  const workloads = topology.nodes.filter(({ role }) => role === 'workload');
  const [from, to] = [workloads[0]?.id ?? '', workloads.at(-1)?.id ?? ''];
  timed('focus', () => focusOn(state, from));
  timed('explain', () => explainEnds(state, { from: { node: from }, to: { node: to } }, () => undefined));
  const some = workloads.slice(0, 64).map(({ id }) => id);
  timed('64 x 64 cells of workloads', () => matrixBlock(state, 'workloads', some, some));
  timed('64 x 64 cells of namespaces', () =>
    matrixBlock(state, 'namespaces', names.slice(0, 64), names.slice(0, 64)),
  );
  const text = files[0]?.text ?? '';
  host.apply([
    { uri: 'file:///0.yaml', text: text.replace('port: 8080', 'port: 8081'), editedAt: undefined },
  ]);
  timed('after an edit of a policy: pairs, state and graph', () => {
    const next = connectivityOf(plainView(environmentOf()), connectivity);
    return buildTopology(createTopologyState(next), () => ({ errors: 0, warnings: 0 }), []);
  });
  console.log(
    `${topology.nodes.length} nodes, ${topology.links.length + inside + between} links, packed ${Math.round(packed.length / 1000)} KB, ` +
      `${scene.boxes.length} boxes and ${scene.edges.length} lines expanded\n`,
  );
}

/** Times the second run, because the first one compiles; what keeps its answers is measured as it is asked first. */
function timed<T>(what: string, work: () => T, isRepeated = false): T {
  if (isRepeated) work();
  const start = performance.now();
  const result = work();
  console.log(`${what}: ${(performance.now() - start).toFixed(1)} ms`);
  return result;
}
