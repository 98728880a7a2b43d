/** What the name of a namespace looks like: a label of RFC 1123. */
export const NAMESPACE_PATTERN = '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$';

/** The name of a namespace; undefined for what none can be called. */
export function namespaceName(name: string | undefined): string | undefined {
  return name !== undefined && new RegExp(NAMESPACE_PATTERN).test(name) ? name : undefined;
}
