import type { Manifest, ManifestDocument } from '../../workspace/manifest.ts';
import { parseChunk } from '../../yaml/parse-chunk.ts';
import { applicationDeployments } from './application.ts';
import { expandApplicationSet } from './application-set.ts';
import type { Deployment } from './deployment.ts';
import { kustomizationDeployments, releaseDeployments } from './flux.ts';
import type { ValuesSources } from './flux-values.ts';
import { at, CLOSING, type GitopsResource, OPENING } from './gitops-resource.ts';
import { plainData } from './plain-data.ts';

/** What a deployment may refer to beside its own manifest. */
export interface Surroundings {
  /** The folders of the repository, which ApplicationSets may look for. */
  readonly folders: readonly string[];
  readonly sources: ValuesSources;
}

/** What the Applications, ApplicationSets, Kustomizations and HelmReleases of a manifest deploy. */
export function readDeployments(manifest: Manifest, surroundings: Surroundings): readonly Deployment[] {
  return gitopsResources(manifest).flatMap(({ read, resource }) => read(resource, surroundings));
}

/** Whether a document tells a GitOps tool what to apply. */
export function isDeployment({ facts }: Pick<ManifestDocument, 'facts'>): boolean {
  return facts.some(({ group, kind }) => readerOf(group, kind) !== undefined);
}

/** The names of the ConfigMaps and Secrets that the HelmReleases of a manifest take values from. */
export function valuesSourcesOf(manifest: Manifest): readonly string[] {
  const names: string[] = [];
  const sources: ValuesSources = ({ name }) => {
    names.push(name);
    return undefined;
  };
  readDeployments(manifest, { folders: [], sources });
  return names;
}

interface ReadableResource {
  readonly resource: GitopsResource;
  readonly read: Reader;
}

function gitopsResources({ uri, text, chunks }: Manifest): readonly ReadableResource[] {
  return chunks.flatMap(({ span, document }) => {
    const [facts] = document.facts;
    const read = facts && readerOf(facts.group, facts.kind);
    if (!read || facts.root !== '') return [];
    const own = text.slice(span.start, span.end);
    // Templates of an ApplicationSet look like those of a chart, so they are read as the text that they are.
    const readable = facts.kind === 'ApplicationSet' ? hideBraces(own) : own;
    const spec = at(plainData(parseChunk(readable, undefined).root), 'spec');
    const { name, namespace } = facts;
    const resource = { document: document.id, uri, name: name?.value, namespace: namespace?.value, spec };
    return [{ resource, read }];
  });
}

type Reader = (resource: GitopsResource, surroundings: Surroundings) => readonly Deployment[];

function readerOf(group: string, kind: string): Reader | undefined {
  switch (`${group}/${kind}`) {
    case 'argoproj.io/Application':
      return applicationDeployments;
    case 'argoproj.io/ApplicationSet':
      return (set, { folders }) => expandApplicationSet(set, folders);
    case 'kustomize.toolkit.fluxcd.io/Kustomization':
      return kustomizationDeployments;
    case 'helm.toolkit.fluxcd.io/HelmRelease':
      return (release, { sources }) => releaseDeployments(release, sources);
    default:
      return undefined;
  }
}

/** Double braces as signs that nobody writes, so that they are no template to the reader of YAML; not those of nested maps. */
function hideBraces(text: string): string {
  return text.replace(/\{\{(.*?)\}\}/g, `${OPENING}$1${CLOSING}`);
}
