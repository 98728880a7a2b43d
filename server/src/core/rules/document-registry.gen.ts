// Made by scripts/generate.mjs from the files beside it. Do not edit.
import chartIncomplete from './chart-incomplete.ts';
import chartInvalid from './chart-invalid.ts';
import chartNeedsValues from './chart-needs-values.ts';
import documentWithoutKind from './document-without-kind.ts';
import duplicateKey from './duplicate-key.ts';
import invalidYaml from './invalid-yaml.ts';
import kustomizationConflict from './kustomization-conflict.ts';
import kustomizationCycle from './kustomization-cycle.ts';
import kustomizationDoubtful from './kustomization-doubtful.ts';
import kustomizationInvalid from './kustomization-invalid.ts';
import kustomizationMissingFile from './kustomization-missing-file.ts';
import kustomizationNoTarget from './kustomization-no-target.ts';
import kustomizationOutside from './kustomization-outside.ts';
import kustomizationRemote from './kustomization-remote.ts';
import kustomizationUnsupported from './kustomization-unsupported.ts';
import type { DocumentRule } from './define-document-rule.ts';

/** Every rule about the text of documents; its id is the name of its file. */
export const DOCUMENT_RULES: readonly DocumentRule[] = [
  { id: 'chart-incomplete', ...chartIncomplete },
  { id: 'chart-invalid', ...chartInvalid },
  { id: 'chart-needs-values', ...chartNeedsValues },
  { id: 'document-without-kind', ...documentWithoutKind },
  { id: 'duplicate-key', ...duplicateKey },
  { id: 'invalid-yaml', ...invalidYaml },
  { id: 'kustomization-conflict', ...kustomizationConflict },
  { id: 'kustomization-cycle', ...kustomizationCycle },
  { id: 'kustomization-doubtful', ...kustomizationDoubtful },
  { id: 'kustomization-invalid', ...kustomizationInvalid },
  { id: 'kustomization-missing-file', ...kustomizationMissingFile },
  { id: 'kustomization-no-target', ...kustomizationNoTarget },
  { id: 'kustomization-outside', ...kustomizationOutside },
  { id: 'kustomization-remote', ...kustomizationRemote },
  { id: 'kustomization-unsupported', ...kustomizationUnsupported },
];
