import type { Finding } from '../model/finding.ts';
import type { DocumentProblem, ManifestDocument } from '../workspace/manifest.ts';
import type { Settings } from '../workspace/settings.ts';
import type { RuleDefinition } from './define-rule.ts';

/** A rule about the text of one document. What it finds is seen while reading; the rule says how much it matters. */
export interface DocumentRuleDefinition
  extends Pick<
    RuleDefinition,
    'severity' | 'summary' | 'why' | 'remedy' | 'alsoKnownAs' | 'source' | 'examples'
  > {
  readonly problem: DocumentProblem['type'];
}

export interface DocumentRule extends DocumentRuleDefinition {
  readonly id: string;
}

/** Declares a rule about the text of documents. */
export function defineDocumentRule(definition: DocumentRuleDefinition): DocumentRuleDefinition {
  return definition;
}

/** The findings about a document's text. */
export function documentFindings(
  rules: readonly DocumentRule[],
  document: ManifestDocument,
  settings: Settings,
): Finding[] {
  return document.problems.flatMap(({ type, message, span }): Finding[] => {
    const rule = rules.find(({ problem }) => problem === type);
    const set = rule && settings.severities[rule.id];
    if (!rule || set === 'off') return [];
    const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, '')}.`;
    return [
      {
        rule: rule.id,
        severity: set ?? rule.severity,
        message: sentence,
        at: { document: document.id, path: '', part: span },
        related: [],
      },
    ];
  });
}
