import type { Finding } from '../model/finding.ts';
import type { DocumentId, Source } from '../model/source.ts';
import type { CompositionProblemType, Division } from '../workspace/division.ts';
import type { DocumentProblem, ManifestDocument } from '../workspace/manifest.ts';
import type { Settings } from '../workspace/settings.ts';
import type { RuleDefinition } from './define-rule.ts';

/**
 * A rule about the text of one document, or about what a kustomization is put together from. What it finds is seen while
 * reading; the rule says how much it matters.
 */
export interface DocumentRuleDefinition
  extends Pick<
    RuleDefinition,
    'severity' | 'summary' | 'why' | 'remedy' | 'alsoKnownAs' | 'source' | 'examples'
  > {
  readonly problem: DocumentProblem['type'] | CompositionProblemType;
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
  return document.problems.flatMap(({ type, message, span }) =>
    findingOf(rules, settings, type, message, { document: document.id, path: '', part: span }),
  );
}

/** The findings about what environments are put together from, by the document that they are shown in. */
export function compositionFindings(
  rules: readonly DocumentRule[],
  composed: Division['composed'],
  settingsOf: (document: DocumentId) => Settings,
): ReadonlyMap<DocumentId, readonly Finding[]> {
  const found = new Map<DocumentId, Finding[]>();
  const seen = new Set<string>();
  for (const { problems } of composed.values()) {
    for (const { type, at, message } of problems) {
      // Many environments may use what is wrong: it is wrong once.
      const key = JSON.stringify([type, at, message]);
      if (seen.has(key)) continue;
      seen.add(key);
      const findings = findingOf(rules, settingsOf(at.document), type, message, at);
      found.set(at.document, [...(found.get(at.document) ?? []), ...findings]);
    }
  }
  return found;
}

function findingOf(
  rules: readonly DocumentRule[],
  settings: Settings,
  type: DocumentRule['problem'],
  message: string,
  at: Source,
): Finding[] {
  const rule = rules.find(({ problem }) => problem === type);
  const set = rule && settings.severities[rule.id];
  if (!rule || set === 'off') return [];
  // What is said of a kustomization may begin with the name of a file or a field, which stays as it is.
  const mayBeName = type.startsWith('composition-') && !message.startsWith('kustomize ');
  const isWord = !mayBeName && /^[a-z]+(?=[\s,:])/.test(message);
  const first = isWord ? message.charAt(0).toUpperCase() : message.charAt(0);
  const sentence = `${first}${message.slice(1).replace(/\.$/, '')}`;
  return [
    {
      rule: rule.id,
      severity: set ?? rule.severity,
      message: /\?$/.test(sentence) ? sentence : `${sentence}.`,
      at,
      related: [],
      environment: undefined,
    },
  ];
}
