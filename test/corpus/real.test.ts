import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFiles, type Place } from '../support/check-files.ts';
import { type FoundText, textsIn } from '../support/texts-in.ts';

// Manifests that nobody here wrote. Every error and warning about them is listed with why it is true, judged by reading
// the manifest; one that comes or goes fails the test. They are read where they lie, beside this repository.

const CORPUS = path.join(import.meta.dirname, '../../../shared/corpus');
const isThere = existsSync(CORPUS);

const DUPLICATE_SELECTOR = 'The Deployment says `selector` in lines 6 and 12, and only the second counts.';

/** By place, why it is true. */
const TRUE: Readonly<Record<Place, string>> = {
  'kubernetes-examples/_archived/openshift-origin/etcd-controller.yaml:12 error duplicate-key':
    DUPLICATE_SELECTOR,
  'kubernetes-examples/_archived/openshift-origin/etcd-discovery-controller.yaml:12 error duplicate-key':
    DUPLICATE_SELECTOR,
  'kubernetes-examples/_archived/openshift-origin/openshift-controller.yaml:12 error duplicate-key':
    'The Deployment says `selector` in lines 8 and 12, with the same labels.',
  'kubernetes-examples/_archived/persistent-volume-provisioning/quobyte/quobyte-admin-secret.yaml:9 error duplicate-key':
    'The Secret says `type` in lines 5 and 9, once in quotes.',
  'kubernetes-examples/_archived/volumes/scaleio/sc-pvc.yaml:12 error duplicate-key':
    'The claim says `storageClassName` in lines 6 and 12.',
  'kubernetes-examples/_archived/volumes/flocker/flocker-pod-with-rc.yml:11 warning service-target-port-undeclared':
    'Ghost listens on 2368, its only containerPort; 80 is its hostPort, which a Service does not use.',
};

/** The errors and warnings about some files. */
function gravePlaces(files: readonly FoundText[]): Place[] {
  return checkFiles(files).filter((place) => / (?:error|warning) /.test(place));
}

/** All files of the corpus, by folder; a path of a folder ends with a slash. */
function byFolder(files: readonly FoundText[]): ReadonlyMap<string, readonly FoundText[]> {
  const folders = new Map<string, FoundText[]>();
  for (const file of files) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return folders;
}

test.skipIf(isThere)('skipped: there are no real manifests in ../shared/corpus', () => {
  expect(isThere).toBe(false);
});

describe.skipIf(!isThere)('real manifests', () => {
  test('Online Boutique with its network policies: nothing is wrong', () => {
    const boutique = path.join(CORPUS, 'online-boutique');
    const policies = 'kustomize/components/network-policies';
    const files = [
      ...textsIn(path.join(boutique, 'kubernetes-manifests')),
      ...textsIn(path.join(boutique, policies)),
    ];
    expect(files.length).toBeGreaterThan(20);
    expect(checkFiles(files)).toEqual([]);
  });

  test.each([
    ['online-boutique', 50],
    ['bank-of-anthos', 100],
    ['podinfo', 20],
    ['kubernetes-examples', 200],
  ])('all of %s', (repository, atLeast) => {
    const files = textsIn(CORPUS).filter((file) => file.path.startsWith(`${repository}/`));
    expect(files.length).toBeGreaterThan(atLeast);
    const expected = Object.keys(TRUE).filter((place) => place.startsWith(`${repository}/`));
    expect(gravePlaces(files).sort()).toEqual(expected.sort());
  });

  test('each folder by itself', () => {
    const folders = byFolder(textsIn(CORPUS));
    expect(folders.size).toBeGreaterThan(100);
    const found = [...folders.values()].flatMap(gravePlaces);
    expect(found.sort()).toEqual(Object.keys(TRUE).sort());
  });

  test('each folder with all that is below it: no error more', () => {
    const files = textsIn(CORPUS);
    const parents = new Set(files.flatMap((file) => parentsOf(file.path)));
    const found = [...parents].flatMap((parent) =>
      gravePlaces(files.filter((file) => file.path.startsWith(parent))),
    );
    const errors = found.filter((place) => place.includes(' error '));
    const expected = Object.keys(TRUE).filter((place) => place.includes(' error '));
    expect([...new Set(errors)].sort()).toEqual(expected.sort());
  });
});

/** The folders that a file is in, but for the repository itself: `a/b/` and `a/b/c/` for `a/b/c/d.yaml`. */
function parentsOf(file: string): string[] {
  const steps = file.split('/').slice(0, -1);
  return steps.map((_, i) => `${steps.slice(0, i + 1).join('/')}/`).slice(1);
}
