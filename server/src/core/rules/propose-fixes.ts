import type { Finding } from '../model/finding.ts';
import { editManifests, type ManifestEdits, previewTexts } from '../workspace/edit-manifests.ts';
import type { Host } from '../workspace/host.ts';
import { type Resource, resourceId } from '../workspace/resource.ts';
import { resourcesAt } from '../workspace/resource-at.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { plainView } from '../workspace/view.ts';
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
export function proposeFixes(
  rules: readonly Rule[],
  finding: Finding,
  snapshot: Snapshot,
  host: Host,
): ProposedFix[] {
  const rule = rules.find(({ id }) => id === finding.rule);
  if (!rule?.fix) return [];
  const { fix } = rule;
  return resourcesAt(snapshot, finding.at).flatMap(({ environment, resource }) => {
    const view = plainView(environment);
    const fixes = fix(finding, resource, { view, settings: snapshot.settings });
    return fixes.flatMap(({ title, changes, holds }): ProposedFix[] => {
      const edits = editManifests(snapshot, host.locator, changes);
      if (!edits) return [];
      const after = previewEdits(snapshot, host, edits);
      const changed = after?.environments.get(environment.id);
      if (!after || !changed || !isCleared(rule, finding, resource, after)) return [];
      return holds && !holds(plainView(changed)) ? [] : [{ title, edits }];
    });
  });
}

/** The workspace with the edits in it; undefined when they break the YAML of a manifest. */
export function previewEdits(snapshot: Snapshot, host: Host, edits: ManifestEdits): Snapshot | undefined {
  const { snapshot: after } = host.preview(snapshot, previewTexts(snapshot, edits));
  const broken = (state: Snapshot, uri: string): number =>
    state.manifests.get(uri)?.chunks.filter(({ document }) => document.problems.length > 0).length ?? 0;
  return [...edits.keys()].some((uri) => broken(after, uri) > broken(snapshot, uri)) ? undefined : after;
}

/** Runs the rule again on the workspace as it would be. */
function isCleared(rule: Rule, finding: Finding, resource: Resource, after: Snapshot): boolean {
  return resourcesAt(after, finding.at).every(({ environment, resource: found }) => {
    if (resourceId(found) !== resourceId(resource)) return true;
    const { findings } = runRules([rule], found, environment, after.settings, () => {});
    return !findings.some(({ at, message }) => at.path === finding.at.path && message === finding.message);
  });
}
