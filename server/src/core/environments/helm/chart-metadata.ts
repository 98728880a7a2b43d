import { parseChunk } from '../../yaml/parse-chunk.ts';
import { getEntry, type YamlNode } from '../../yaml/yaml-node.ts';

/** What the Chart.yaml of a chart says. */
export interface ChartMetadata {
  readonly name: string;
  /** A library only helps other charts, and renders nothing itself. */
  readonly isLibrary: boolean;
  readonly dependencies: readonly ChartDependency[];
}

export interface ChartDependency {
  readonly name: string;
  /** What it is called in this chart, by its values and its templates. */
  readonly calledAs: string;
}

/** The name of the file that makes a folder a chart. */
export const CHART_FILE = 'Chart.yaml';

/** The name of the file of a chart's own values. */
export const VALUES_FILE = 'values.yaml';

/** Reads the text of a Chart.yaml; undefined where it names no chart. */
export function readChartMetadata(text: string): ChartMetadata | undefined {
  const { root } = parseChunk(text, undefined);
  const name = textAt(root, 'name');
  if (name === undefined) return undefined;
  const listed = getEntry(root, 'dependencies')?.value;
  const dependencies = (listed?.type === 'sequence' ? listed.items : []).flatMap((item) => {
    const own = textAt(item, 'name');
    return own === undefined ? [] : [{ name: own, calledAs: textAt(item, 'alias') ?? own }];
  });
  return { name, isLibrary: textAt(root, 'type') === 'library', dependencies };
}

function textAt(node: YamlNode | undefined, key: string): string | undefined {
  const value = getEntry(node, key)?.value;
  return value?.type === 'scalar' && value.text !== '' ? value.text : undefined;
}

/** The name of a release where nobody sets one: that of the chart, so that what is called after both is called so once. */
export function defaultRelease({ name }: ChartMetadata): string {
  const valid = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 53)
    .replace(/^-+|-+$/g, '');
  return valid || 'release';
}
