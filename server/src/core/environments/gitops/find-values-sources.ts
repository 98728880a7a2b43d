import { folderOf } from '../../base/folder-of.ts';
import { addTo, type MultiMap, valuesOf } from '../../base/multi-map.ts';
import type { Manifests } from '../../workspace/division.ts';
import type { Manifest, ManifestChunk, ManifestDocument } from '../../workspace/manifest.ts';
import { parseChunk } from '../../yaml/parse-chunk.ts';
import type { ValuesSources, WantedValues } from './flux-values.ts';
import { at, isFilledIn, OPENING } from './gitops-resource.ts';
import { plainData } from './plain-data.ts';

/** A ConfigMap or Secret, and where it is written. */
interface Candidate {
  readonly manifest: Manifest;
  readonly chunk: ManifestChunk;
}

/**
 * The ConfigMaps and Secrets of a workspace, as HelmReleases take values from them. Of several of a name it is the one in the
 * manifest of the HelmRelease, or else the one in its folder; data in base64, or encrypted, is not read.
 */
export function findValuesSources(manifests: Manifests): ValuesSources {
  let byName: MultiMap<string, Candidate> | undefined;
  return (wanted) => {
    byName ??= candidatesIn(manifests);
    const found = nearest(valuesOf(byName, `${wanted.kind}/${wanted.name}`), wanted);
    if (!found) return undefined;
    const { manifest, chunk } = found;
    const root = plainData(parseChunk(manifest.text.slice(chunk.span.start, chunk.span.end), undefined).root);
    const text = at(root, wanted.kind === 'Secret' ? 'stringData' : 'data', wanted.key);
    return typeof text === 'string' && !isFilledIn(text, UNREADABLE) ? text : undefined;
  };
}

/** A template, or what sops has encrypted. */
const UNREADABLE = new RegExp(`${OPENING}|^ENC\\[`);

/** Whether a document is one that values may come from. */
export function isValuesSource(
  { facts }: Pick<ManifestDocument, 'facts'>,
  names: ReadonlySet<string>,
): boolean {
  return facts.some(
    ({ group, kind, name }) =>
      group === '' && (kind === 'ConfigMap' || kind === 'Secret') && names.has(name?.value ?? ''),
  );
}

function candidatesIn(manifests: Manifests): MultiMap<string, Candidate> {
  const byName: MultiMap<string, Candidate> = new Map();
  for (const uri of manifests.keys()) {
    const manifest = manifests.get(uri);
    for (const chunk of manifest?.chunks ?? []) {
      const [facts] = chunk.document.facts;
      const isSource = facts?.group === '' && (facts.kind === 'ConfigMap' || facts.kind === 'Secret');
      if (manifest && isSource && facts.name?.value !== undefined)
        addTo(byName, `${facts.kind}/${facts.name.value}`, { manifest, chunk });
    }
  }
  return byName;
}

function nearest(found: readonly Candidate[], { release }: WantedValues): Candidate | undefined {
  const fitting = found.filter(({ chunk }) => {
    const namespace = chunk.document.facts[0]?.namespace?.value;
    return namespace === undefined || release.namespace === undefined || namespace === release.namespace;
  });
  const beside = [
    fitting.filter(({ manifest }) => manifest.uri === release.uri),
    fitting.filter(({ manifest }) => folderOf(manifest.uri) === folderOf(release.uri)),
    fitting,
  ].find((some) => some.length > 0);
  return beside?.length === 1 ? beside[0] : undefined;
}
