import { isWithin } from '../base/folder-of.ts';
import type { ComposedEnvironment, DivideContext, Manifests } from '../workspace/division.ts';
import type { Manifest, ManifestDocument } from '../workspace/manifest.ts';
import { composedDocuments } from './composed-documents.ts';
import { kustomizationIn } from './find-kustomizations.ts';
import type { DeploymentNamespace } from './gitops/deployment.ts';
import { putIntoNamespace } from './gitops/put-into-namespace.ts';
import { buildKustomization } from './kustomize/build-kustomization.ts';
import type { KustomizeFiles, WrittenDocument } from './kustomize/kustomize-result.ts';

/** Gives the text of a file that is no manifest, as generators read them; undefined where there is none. */
export type OtherFiles = (uri: string) => string | undefined;

export interface KustomizationContext {
  readonly manifests: Manifests;
  readonly files: OtherFiles;
  /** What may be read: the folder that holds all of the workspace, as far as this kustomization is concerned. */
  readonly root: string;
  /** The namespace that everything is put into, whatever it says itself. */
  readonly forced: DeploymentNamespace | undefined;
  /** A component that nobody uses: what it changes is elsewhere. */
  readonly isAlone: boolean;
  readonly context: DivideContext;
}

/** Puts the environment of a kustomization together, out of what still holds of the one before. */
export function composeKustomization(
  uri: string,
  before: ComposedEnvironment | undefined,
  { manifests, files, root, forced, isAlone, context }: KustomizationContext,
): ComposedEnvironment {
  const reads = new Set<string>([uri]);
  const written = new Map<number, ManifestDocument>();
  const find = (wanted: string): Manifest | undefined => {
    reads.add(wanted);
    return manifests.get(wanted);
  };
  const sources: KustomizeFiles = {
    isInside: (wanted) => isWithin(wanted, root),
    text: (wanted) => find(wanted)?.text ?? files(wanted),
    kustomizationIn: (folder) => kustomizationIn(folder, (wanted) => find(wanted) !== undefined),
    documents: (wanted) => {
      const manifest = find(wanted);
      return manifest?.chunks.map((chunk): WrittenDocument => {
        const { document, role } = chunk;
        written.set(document.id, document);
        const { root: tree, broken } = context.tree(manifest, chunk);
        return { id: document.id, role, root: tree, broken };
      });
    },
  };
  const { resources: built, problems, open } = buildKustomization(uri, sources);
  const resources = forced ? putIntoNamespace(built, forced) : built;
  const head = manifests.get(uri)?.chunks[0]?.document.id ?? 0;
  const composed = {
    resources,
    open: open || isAlone,
    head,
    hasRoom: true,
    written: (id: number) => written.get(id),
  };
  return {
    documents: composedDocuments(composed, before, context),
    reads,
    whole: undefined,
    problems: problems
      .filter(({ type }) => !(isAlone && (type === 'no-target' || type === 'doubtful')))
      .map((problem) => ({ ...problem, type: `composition-${problem.type}` as const })),
  };
}
