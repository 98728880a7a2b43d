import type { Finding, Related } from '../model/finding.ts';
import type { Severity } from '../model/severity.ts';
import type { Source } from '../model/source.ts';
import type { YamlChange } from '../model/yaml-change.ts';
import type { Family } from '../workspace/read-key.ts';
import type { Resource } from '../workspace/resource.ts';
import type { Settings } from '../workspace/settings.ts';
import type { View } from '../workspace/view.ts';
import type { Surroundings } from './surroundings.ts';

/** Everything the product knows of one rule. One file defines one rule; the file's name is the rule's id. */
export interface RuleDefinition {
  readonly severity: Severity;
  /** One sentence without a full stop: what the rule finds. */
  readonly summary: string;
  /** What happens in the cluster, and why. Markdown. */
  readonly why: string;
  /** What to do about it. Markdown. */
  readonly remedy: string;
  /** What other tools call it, for people who come from there. */
  readonly alsoKnownAs: readonly string[];
  /** The document that says so: semantics rules by number, or a page. */
  readonly source: string;
  /**
   * Annotated manifests. In `bad`, `# ^^^ message` under a line marks each finding, exactly; `good` has none. They are
   * the rule's first tests and its documentation.
   */
  readonly examples: {
    readonly bad: readonly string[];
    readonly good: readonly string[];
    /** What has to be set for the rule to find anything. */
    readonly settings?: Partial<Settings>;
  };
  /** The part of the vocabulary whose resources the rule looks at. */
  readonly on: Family;
  /**
   * What the rule reports leads nowhere: to write something else in its place takes nothing from anybody. What is found
   * behind it then, such as policies that deny the traffic, was there before and is not held against a fix.
   */
  readonly deadEnd?: true;
  readonly check: (resource: Resource, context: RuleContext) => void;
  /** Changes that clear the finding, the likeliest first. Computed when asked for, against the current state. */
  readonly fix?: (finding: Finding, resource: Resource, context: FixContext) => readonly Fix[];
}

export interface Rule extends RuleDefinition {
  readonly id: string;
}

/** What a rule may see. Everything it asks the view is remembered, so that it is asked again when that changes. */
export interface RuleContext {
  readonly view: View;
  readonly settings: Settings;
  readonly folderOf: Surroundings['folderOf'];
  readonly report: (finding: Report) => void;
}

export interface Report {
  readonly at: Source;
  readonly message: string;
  readonly related?: readonly Related[];
  /** Graver or milder than the rule's own severity: for what is less certain. */
  readonly severity?: Severity;
}

export interface FixContext {
  readonly view: View;
  readonly settings: Settings;
}

/** A change that a finding offers. */
export interface Fix {
  /** What it does, as an order: `Change port 8080 to 80`. */
  readonly title: string;
  readonly changes: readonly YamlChange[];
  /** What must be true of the workspace with the changes in it, beside the finding being gone. */
  readonly holds?: (after: View) => boolean;
}

/** Declares a rule. */
export function defineRule(definition: RuleDefinition): RuleDefinition {
  return definition;
}
