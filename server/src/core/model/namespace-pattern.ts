/** What the name of a namespace looks like: a label of RFC 1123. */
export const NAMESPACE_PATTERN = '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$';
