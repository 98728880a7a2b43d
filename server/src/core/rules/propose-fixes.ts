import type { Finding } from '../model/finding.ts';
import { isAtLeast } from '../model/severity.ts';
import type { YamlChange } from '../model/yaml-change.ts';
import { companionsIn } from '../workspace/companions.ts';
import { editManifests, type ManifestEdits, previewTexts } from '../workspace/edit-manifests.ts';
import type { Host } from '../workspace/host.ts';
import type { Resource } from '../workspace/resource.ts';
import { resourcesAt } from '../workspace/resource-at.ts';
import type { Change, Snapshot } from '../workspace/snapshot.ts';
import { plainView } from '../workspace/view.ts';
import type { Analysis } from './analysis.ts';
import type { Rule } from './define-rule.ts';
import type { FindingsAfter } from './findings-after.ts';

/** A fix as edits of texts, ready to be applied. */
export interface ProposedFix {
  readonly title: string;
  readonly edits: ManifestEdits;
}

/**
 * The fixes of a finding that hold: each is tried on a copy of the workspace and left out unless the finding is gone
 * there, no text is broken by it, and nothing new is found. The analysis must be up to date with the host.
 */
export function proposeFixes(
  rules: readonly Rule[],
  finding: Finding,
  host: Host,
  analysis: Analysis,
): ProposedFix[] {
  const rule = rules.find(({ id }) => id === finding.rule);
  if (!rule?.fix) return [];
  const { fix } = rule;
  const snapshot = host.snapshot();
  const proposed = resourcesAt(snapshot, finding.at).flatMap(({ environment, resource }) => {
    if (environment.id !== finding.environment) return [];
    const view = plainView(environment, companionsIn(snapshot.environments)(environment.id));
    const fixes = fix(finding, resource, { view, settings: environment.settings });
    return fixes.flatMap(({ title, changes, holds }): ProposedFix[] => {
      const edits = editManifests(snapshot, host.locator, changes);
      const change = edits && previewEdits(snapshot, host, edits);
      const changed = change?.snapshot.environments.get(environment.id);
      if (!edits || !change || !changed || (holds && !holds(plainView(changed)))) return [];
      const repairs = rule.deadEnd === true && changes.every((each) => takesNothing(each, resource));
      const mayHarm: Suspicion = (isWritten, isOwn) =>
        isWritten ? !(repairs && isOwn) : !(repairs || holds !== undefined);
      return mends(finding, analysis.findingsAfter(change), mayHarm) ? [{ title, edits }] : [];
    });
  });
  return proposed.filter((one, i) => !proposed.slice(0, i).some((other) => isSameFix(one, other)));
}

/** The workspace with the edits in it; undefined when they break the YAML of a manifest. */
export function previewEdits(snapshot: Snapshot, host: Host, edits: ManifestEdits): Change | undefined {
  const change = host.preview(snapshot, previewTexts(snapshot, edits));
  const broken = (state: Snapshot, uri: string): number =>
    state.manifests.get(uri)?.chunks.filter(({ document }) => document.problems.length > 0).length ?? 0;
  return [...edits.keys()].some((uri) => broken(change.snapshot, uri) > broken(snapshot, uri))
    ? undefined
    : change;
}

/** Of two fixes nobody could choose between, one is enough. */
function isSameFix(one: ProposedFix, other: ProposedFix): boolean {
  return one.title === other.title || JSON.stringify([...one.edits]) === JSON.stringify([...other.edits]);
}

/** Whether a change only writes in this resource, or something new: nothing else can have rested on what was there. */
function takesNothing(change: YamlChange, { document, facts: { root } }: Resource): boolean {
  if (change.type === 'add-document') return true;
  return change.document === document && (root === '' || change.path.startsWith(`${root}/`));
}

/**
 * Whether what is found of a resource after a fix is to be held against the fix. It is not where a dead end is set
 * right: what is found behind it was there before, out of sight. Nor is it, beyond what is written, where a fix is
 * proven to open what it says and nothing else.
 */
type Suspicion = (isWritten: boolean, isOwn: boolean) => boolean;

/** Whether a finding is gone afterwards and nothing as bad has come in its place, nor wherever the fix may do harm. */
function mends(finding: Finding, resources: Iterable<FindingsAfter>, mayHarm: Suspicion): boolean {
  // Warnings say that something fails; remarks are no reason to leave it broken, but one is no gain over another.
  const threshold = isAtLeast(finding.severity, 'warning') ? 'warning' : finding.severity;
  let isGone = false;
  for (const { isWritten, before, after } of resources) {
    const isOwn = before.some((each) => isSame(each, finding));
    const isSuspect = mayHarm(isWritten, isOwn);
    if (!isOwn && !isSuspect) continue;
    const now = after();
    if (now.some((each) => isSame(each, finding))) return false;
    // What is put in other words is not new; but no finding is mended by that.
    const known = before.filter((each) => !isSame(each, finding));
    const came = now.filter(
      (each) => isAtLeast(each.severity, threshold) && !known.some((other) => isSamePlace(each, other)),
    );
    if (came.some((each) => isSuspect || isSamePlace(each, finding))) return false;
    isGone ||= isOwn;
  }
  return isGone;
}

function isSame(a: Finding, b: Finding): boolean {
  return isSamePlace(a, b) && a.message === b.message;
}

/** Said by the same rule of the same place, wherever that has moved. */
function isSamePlace(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.at.document === b.at.document && a.at.path === b.at.path;
}
