/** Why a chart could not be rendered, as helm says it. */
export interface HelmError {
  /**
   * - `template`: a template, the values or the Chart.yaml are wrong.
   * - `dependencies`: sub-charts that the Chart.yaml names are not in `charts/`; only `helm dependency build` fetches them.
   * - `library`: it is a library chart, of which nothing is rendered.
   * - `needs`: it takes other values, or a cluster of another kind, than those that it is rendered with.
   */
  readonly type: 'template' | 'dependencies' | 'library' | 'needs';
  /** What is wrong, on one line and without a full stop. */
  readonly message: string;
  /** Where in which template, if helm tells. */
  readonly at: TemplatePlace | undefined;
}

export interface TemplatePlace {
  /** As helm names it: `shop/templates/web.yaml`. */
  readonly source: string;
  /** From 1; undefined where only the file is known. */
  readonly line: number | undefined;
  /** From 1, where helm tells it. */
  readonly column: number | undefined;
}

/** Reads what helm (3 or 4) writes to standard error when it fails. */
export function readHelmError(stderr: string): HelmError {
  const start = stderr.search(/^Error: /m);
  const said = (start < 0 ? stderr : stderr.slice(start + 'Error: '.length)).split(/\r?\n\r?\n/)[0] ?? '';
  const message = shorten(said) || 'helm failed';
  if (said.includes('missing in charts/ directory')) return { type: 'dependencies', message, at: undefined };
  if (said.includes('library charts are not installable')) return { type: 'library', message, at: undefined };
  return { type: NEEDS.some((sign) => sign.test(said)) ? 'needs' : 'template', message, at: placeIn(said) };
}

/** `required` and `fail`, a schema of values, a value or an object of the cluster that is not there, and its version. */
const NEEDS = [
  /^execution error at \(/,
  /values don't meet the specifications of the schema/,
  /nil pointer evaluating/,
  /requires kubeVersion/,
];

/** Of several places the last one is where it happened; the others are those of the templates that include it. */
function placeIn(said: string): TemplatePlace | undefined {
  const places = [...said.matchAll(/([^\s():<>"]+\/templates\/[^\s():<>"]+):(\d+)(?::(\d+))?/g)];
  const [, source, line, column] = places.at(-1) ?? [];
  if (source !== undefined)
    return { source, line: Number(line), column: column === undefined ? undefined : Number(column) };
  // The lines that it counts here are those of the rendered text, which nobody sees.
  const broken = /YAML parse error on ([^\s:]+):/.exec(said)?.[1];
  return broken === undefined ? undefined : { source: broken, line: undefined, column: undefined };
}

/** The last reason on one line, without the chain of templates that led to it. */
function shorten(said: string): string {
  const flat = said
    .split(/\s*\n\s*/)
    .join(' ')
    .trim();
  const executing = [...flat.matchAll(/executing "[^"]*" at (<[^>]*>): /g)].at(-1);
  if (executing) return `${executing[1]}: ${flat.slice(executing.index + executing[0].length)}`;
  return flat
    .replace(/^(?:parse error at|execution error at) \([^)]*\): /, '')
    .replace(/^YAML parse error on \S+: (?:error converting YAML to JSON: )?/, 'what it prints is no YAML: ');
}
