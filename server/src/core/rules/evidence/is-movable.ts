import type { Resource } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';

/** Whether a resource may be applied to any namespace: neither it nor the user names one. */
export function isMovable({ namespaceImplied }: Resource, { defaultNamespace }: Settings): boolean {
  return namespaceImplied && defaultNamespace === undefined;
}
