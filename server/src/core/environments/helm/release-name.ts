/** What helm takes for the name of a release, up to `LONGEST_RELEASE` characters. */
export const RELEASE_PATTERN = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$';

/** So many characters may the name of a release have. */
export const LONGEST_RELEASE = 53;

/** The name of a release; undefined for what helm does not take, such as an option, which starts with a dash. */
export function releaseName(name: string | undefined): string | undefined {
  if (name === undefined || name.length > LONGEST_RELEASE) return undefined;
  return new RegExp(RELEASE_PATTERN).test(name) ? name : undefined;
}
