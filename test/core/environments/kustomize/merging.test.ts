import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KUBE_TOOLS } from '../../../support/kube-tools.ts';
import { kubectlKustomize } from '../../../support/kubectl-kustomize.ts';
import { kustomizeFolder } from '../../../support/kustomize-folder.ts';
import { byName, plainData } from '../../../support/plain-resources.ts';
import { makeTemporaryFolder } from '../../../support/temporary-folder.ts';

type Data = Readonly<Record<string, unknown>>;

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const port = (key: string): fc.Arbitrary<Data> =>
  fc
    .record({
      [key]: fc.constantFrom(80, 81, 443),
      protocol: maybe(fc.constantFrom('TCP', 'UDP')),
      name: maybe(fc.constantFrom('a', 'b', 'c')),
      targetPort: maybe(fc.constantFrom(1, 'a')),
    })
    .map(defined);

const env = fc
  .record({ name: fc.constantFrom('A', 'B', 'C'), value: maybe(fc.constantFrom('1', '2', null)) })
  .map(defined);

const container = fc
  .record({
    name: fc.constantFrom('x', 'y', 'z'),
    ports: maybe(fc.array(port('containerPort'), { maxLength: 3 })),
    env: maybe(fc.array(env, { maxLength: 3 })),
    args: maybe(fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 })),
    resources: maybe(fc.constantFrom({}, null, { limits: { cpu: 1 } }, { limits: null })),
  })
  .map(defined);

const spec = fc
  .record({
    containers: maybe(fc.array(container, { maxLength: 3 })),
    volumes: maybe(
      fc.array(fc.record({ name: fc.constantFrom('v', 'w'), emptyDir: fc.constant({}) }), { maxLength: 2 }),
    ),
    tolerations: maybe(fc.array(fc.record({ key: fc.constantFrom('a', 'b') }), { maxLength: 2 })),
    hostNetwork: maybe(fc.constantFrom(true, null)),
  })
  .map(defined);

const deployment = fc
  .record({
    finalizers: maybe(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'))),
    replicas: maybe(fc.constantFrom(1, 2, null)),
    spec,
  })
  .map(({ finalizers, replicas, spec: pod }) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: defined({ finalizers }),
    spec: defined({ replicas, template: { spec: pod } }),
  }));

const service = fc.record({ ports: maybe(fc.array(port('port'), { maxLength: 3 })) }).map((own) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {},
  spec: defined(own),
}));

/** Something and a patch of it, of one kind. */
const pair: fc.Arbitrary<readonly [Data, Data]> = fc.oneof(
  fc.tuple(deployment, deployment),
  fc.tuple(service, service),
);

function defined(data: Data): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

function named(resource: Data, i: number): Data {
  return { ...resource, metadata: { ...(resource.metadata as Data), name: `n${i}` } };
}

// One kubectl merges many pairs at once, because starting it takes longer than merging.
test.runIf(KUBE_TOOLS)('patches are merged as the real kubectl merges them', () => {
  const kubectl = KUBE_TOOLS?.kubectl ?? '';
  fc.assert(
    fc.property(fc.array(pair, { minLength: 40, maxLength: 80 }), (pairs) => {
      const write = (which: 0 | 1): string =>
        pairs.map((one, i) => `${JSON.stringify(named(one[which], i))}\n---\n`).join('');
      const texts = new Map([
        ['kustomization.yaml', 'resources: [all.yaml]\npatches: [{path: patches.yaml}]\n'],
        ['all.yaml', write(0)],
        ['patches.yaml', write(1)],
      ]);
      const { resources } = kustomizeFolder(texts).build('');
      const folder = makeTemporaryFolder('');
      for (const [path, text] of texts) folder.write(path, text);
      const theirs = kubectlKustomize(kubectl, folder.path);
      if (theirs.type === 'refused') throw new Error(theirs.message);
      expect(byName(resources.map(({ root }) => plainData(root)))).toEqual(theirs.resources);
    }),
    { numRuns: 5, endOnFailure: true },
  );
});
