// Made by scripts/generate.mjs from the files beside it. Do not edit.
import policyUsesServicePort from './policy-uses-service-port.ts';
import type { Rule } from './define-rule.ts';

/** Every rule; its id is the name of its file. */
export const RULES: readonly Rule[] = [
  { id: 'policy-uses-service-port', ...policyUsesServicePort },
];
