import { accumulate } from './accumulate.ts';
import { NOTHING_YET } from './accumulated.ts';
import { type BuildContext, takeNotes } from './build-context.ts';
import { addBuildMetadata } from './build-metadata.ts';
import { valueAt } from './edit-composed.ts';
import { finishResources } from './finish-resources.ts';
import type { ComposedResource, KustomizeFiles, KustomizeResult } from './kustomize-result.ts';
import { clashesIn } from './load-resources.ts';
import { readKustomization } from './read-kustomization.ts';
import type { Resource } from './resource.ts';
import { describeId } from './resource-id.ts';

/**
 * What `kustomize build` makes of a kustomization, of which the uri is given: its resources, each part of them with the
 * place where it is written, and what is wrong on the way. Where kustomize would stop, this goes on with the rest. Rules
 * are those of kustomize 5.7, which kubectl 1.35 carries. Source: https://kubectl.docs.kubernetes.io/references/kustomize/
 */
export function buildKustomization(uri: string, files: KustomizeFiles): KustomizeResult {
  const { context, problems, isOpen } = takeNotes(files);
  const kustomization = readKustomization(uri, context);
  if (!kustomization) {
    const isMissing = files.documents(uri) === undefined;
    return { resources: [], problems: problems(), open: isOpen() || isMissing };
  }
  const sum = accumulate(kustomization, NOTHING_YET, [], context);
  const finished = addBuildMetadata(finishResources(sum, context), kustomization);
  // Where a conflict was found on the way, the end has no other.
  if (!problems().some(({ type }) => type === 'conflict')) noteClashes(finished, context);
  return { resources: finished.map(composedResource), problems: problems(), open: isOpen() };
}

function composedResource({ root, base, written }: Resource): ComposedResource {
  return { root, base, asWritten: root === written };
}

function noteClashes(resources: readonly Resource[], { report }: BuildContext): void {
  for (const { root, id } of clashesIn(resources))
    report(
      'conflict',
      valueAt(root, 'metadata', 'name') ?? root,
      `There are two of ${describeId(id)} in the end: rename one of the two`,
    );
}
