/** What helm takes for the name of a release, up to `LONGEST_RELEASE` characters. */
export const RELEASE_PATTERN = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$';

/** So many characters may the name of a release have. */
export const LONGEST_RELEASE = 53;
