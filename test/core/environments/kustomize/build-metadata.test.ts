import { expect, test } from 'vitest';
import { buildFixture } from '../../../support/kustomize-fixture.ts';

test('buildMetadata adds what only kustomize knows', () => {
  const { result, origin } = buildFixture(
    `
#-- kustomization.yaml
resources: [web.yaml]
buildMetadata: [managedByLabel, originAnnotations]
#-- web.yaml
{apiVersion: v1, kind: Service, metadata: {name: web, labels: {app: web}}}
`,
    { alone: 'its version and paths are unknown here' },
  );
  const metadata = result.resources[0]?.root.entries.find(({ key }) => key.text === 'metadata')?.value;
  const labels = metadata?.type === 'map' && metadata.entries.find(({ key }) => key.text === 'labels')?.value;
  expect(labels).toMatchObject({
    entries: [
      { key: { text: 'app' }, value: { text: 'web' } },
      { key: { text: 'app.kubernetes.io/managed-by' }, value: { templated: true } },
    ],
  });
  expect(origin('Service web', '/metadata/annotations/config.kubernetes.io~1origin')).toBe(
    'kustomization.yaml /buildMetadata/1 (altered)',
  );
});
