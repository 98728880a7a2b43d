import type { Resource } from '../../workspace/resource.ts';
import type { Settings } from '../../workspace/settings.ts';
import type { View } from '../../workspace/view.ts';
import { isMovable } from './is-movable.ts';
import { judgeMissingService, type Missing } from './judge-missing-service.ts';

/** A Service of the same namespace that a resource names and that the manifests do not have. */
export type MissingService =
  | Exclude<Missing, { type: 'unknown' | 'beside' }>
  /** A Service of that name is in another namespace. */
  | { readonly type: 'abroad'; readonly resource: Resource };

/** Judges a Service that a resource names in its own namespace; undefined when it is there, or when it may be. */
export function findMissingService(
  view: View,
  settings: Settings,
  resource: Resource,
  name: string | undefined,
): MissingService | undefined {
  if (name === undefined) return undefined;
  const { namespace } = resource;
  const missing = judgeMissingService(view, name, namespace);
  if (!missing || missing.type === 'unknown' || missing.type === 'beside') return undefined;
  if (missing.type === 'near') return missing;
  const [abroad] = view.anywhere('service', name);
  // It may be applied to the namespace of that Service.
  if (abroad && isMovable(resource, settings)) return undefined;
  if (abroad) return { type: 'abroad', resource: abroad };
  return missing;
}
