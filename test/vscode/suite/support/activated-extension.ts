import assert from 'node:assert/strict';
import { type Extension, extensions } from 'vscode';
import { openManifest } from './manifests.ts';
import { until } from './until.ts';

/** The extension under test, once VS Code has activated it because a YAML file is open; nobody else activates it. */
export async function activatedExtension(): Promise<Extension<unknown>> {
  const extension = extensions.getExtension('kubereach.kubereach');
  assert.ok(extension, 'VS Code does not know the extension');
  await openManifest('network-policy.yaml');
  return until('the extension to be active', () => (extension.isActive ? extension : undefined));
}
