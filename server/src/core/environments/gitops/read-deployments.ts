import type { Manifest, ManifestDocument } from '../../workspace/manifest.ts';
import { parseChunk } from '../../yaml/parse-chunk.ts';
import { plainValue } from '../../yaml/plain-value.ts';
import { applicationDeployments } from './application.ts';
import { expandApplicationSet } from './application-set.ts';
import type { Deployment } from './deployment.ts';
import { fluxDeployments } from './flux.ts';
import { at, CLOSING, type GitopsResource, OPENING } from './gitops-resource.ts';

/**
 * What the Applications, ApplicationSets, Kustomizations and HelmReleases of a manifest deploy. `folders` are the folders
 * of the repository that ApplicationSets may look for.
 */
export function readDeployments(
  { text, chunks }: Manifest,
  folders: readonly string[],
): readonly Deployment[] {
  return chunks.flatMap(({ span, document }) => {
    const [facts] = document.facts;
    const read = facts && readerOf(facts.group, facts.kind);
    if (!read || facts.root !== '') return [];
    // Templates of an ApplicationSet look like those of a chart, so they are read as the text that they are.
    const data = plainValue(parseChunk(hideBraces(text.slice(span.start, span.end)), undefined).root, DEPTH);
    const resource = {
      document: document.id,
      name: facts.name?.value ?? '',
      namespace: facts.namespace?.value,
      spec: at(data, 'spec'),
    };
    return read(resource, folders);
  });
}

/** Whether a document tells a GitOps tool what to apply. */
export function isDeployment({ facts }: Pick<ManifestDocument, 'facts'>): boolean {
  return facts.some(({ group, kind }) => readerOf(group, kind) !== undefined);
}

type Reader = (resource: GitopsResource, folders: readonly string[]) => readonly Deployment[];

function readerOf(group: string, kind: string): Reader | undefined {
  switch (`${group}/${kind}`) {
    case 'argoproj.io/Application':
      return applicationDeployments;
    case 'argoproj.io/ApplicationSet':
      return expandApplicationSet;
    case 'kustomize.toolkit.fluxcd.io/Kustomization':
    case 'helm.toolkit.fluxcd.io/HelmRelease':
      return fluxDeployments;
    default:
      return undefined;
  }
}

/** As deep as the generators of an ApplicationSet go. */
const DEPTH = 12;

/** Double braces as signs that nobody writes, so that they are no template to the reader of YAML. */
function hideBraces(text: string): string {
  return text.replaceAll('{{', OPENING).replaceAll('}}', CLOSING);
}
