/** The values that a chart is installed with, besides its own. */
export type ChartValues = KnownValues | { readonly type: 'unknown' };

/** Values that can be had: files, then texts over them, then single ones over both. */
export interface KnownValues {
  readonly type: 'known';
  /** From the root of the repository; the last one wins. */
  readonly files: readonly ValuesFile[];
  /** YAML; the last one wins. */
  readonly texts: readonly string[];
  readonly assignments: readonly ValueAssignment[];
  /** The files stand for the chart's own values, which do not count then. */
  readonly replacesOwn: boolean;
}

export interface ValuesFile {
  readonly path: string;
  /** Where it is not there, it is left out. */
  readonly isOptional: boolean;
}

/** One value, as `helm template --set` takes it. */
export interface ValueAssignment {
  /** The path of the value, such as `image.tag`. */
  readonly name: string;
  readonly value: string;
  /** It is a text whatever it looks like. */
  readonly isText: boolean;
}

/** Nothing but the chart's own values. */
export const OWN_VALUES: KnownValues = {
  type: 'known',
  files: [],
  texts: [],
  assignments: [],
  replacesOwn: false,
};

/**
 * Values that only the tool knows: a file of another repository, a Secret that is not in the workspace, or what a template
 * fills in. Any others would be wrong, and so would be whatever is said of the chart then.
 */
export const UNKNOWN_VALUES: ChartValues = { type: 'unknown' };
