import type { Finding } from '../model/finding.ts';
import { editManifests, type ManifestEdits, previewTexts } from '../workspace/edit-manifests.ts';
import type { Host } from '../workspace/host.ts';
import { resourceId } from '../workspace/resource.ts';
import { resourcesAt } from '../workspace/resource-at.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { createView } from '../workspace/view.ts';
import type { Rule } from './define-rule.ts';
import { runRules } from './run-rules.ts';

/** A fix as edits of texts, ready to be applied. */
export interface ProposedFix {
  readonly title: string;
  readonly edits: ManifestEdits;
}

/**
 * The fixes of a finding that hold: each is tried on a copy of the workspace and left out unless the finding is gone
 * there and no text is broken by it.
 */
export function proposeFixes(rules: readonly Rule[], finding: Finding, snapshot: Snapshot, host: Host): ProposedFix[] {
  const rule = rules.find(({ id }) => id === finding.rule);
  if (!rule?.fix) return [];
  const { fix } = rule;
  return resourcesAt(snapshot, finding.at).flatMap(({ environment, resource }) => {
    const view = createView(environment, () => {});
    const fixes = fix(finding, resource, { view, settings: snapshot.settings });
    return fixes.flatMap(({ title, changes }): ProposedFix[] => {
      const edits = editManifests(snapshot, host.locator, changes);
      return edits && clears(rule, finding, resourceId(resource), snapshot, host, edits) ? [{ title, edits }] : [];
    });
  });
}

/** Runs the rule again on the workspace as it would be. */
function clears(
  rule: Rule,
  finding: Finding,
  id: string,
  snapshot: Snapshot,
  host: Host,
  edits: ManifestEdits,
): boolean {
  const { snapshot: after } = host.preview(snapshot, previewTexts(snapshot, edits));
  for (const uri of edits.keys()) {
    const broken = after.manifests.get(uri)?.chunks.some(({ document }) => document.broken);
    const wasBroken = snapshot.manifests.get(uri)?.chunks.some(({ document }) => document.broken);
    if (broken && !wasBroken) return false;
  }
  return resourcesAt(after, finding.at).every(({ environment, resource }) => {
    if (resourceId(resource) !== id) return true;
    const { findings } = runRules([rule], resource, environment, after.settings, () => {});
    return !findings.some(({ at, message }) => at.path === finding.at.path && message === finding.message);
  });
}
