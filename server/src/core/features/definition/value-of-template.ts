import { CHART_FILE, readChartMetadata } from '../../environments/helm/chart-metadata.ts';
import { type Span, shiftSpan } from '../../text/span.ts';
import type { Location, Locator } from '../../workspace/locator.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { locate } from '../../yaml/locate.ts';
import { getEntry, type YamlNode } from '../../yaml/yaml-node.ts';
import { childPath, type YamlPath } from '../../yaml/yaml-path.ts';
import { ANY_ITEM, valueReferenceAt } from './value-reference.ts';

/** What is read to find values. */
export interface ValueContext {
  readonly snapshot: Snapshot;
  readonly locator: Locator;
  /** The uris of files that are laid over the values of a chart, by the uri of its folder. */
  readonly valuesFilesOf: (chartFolder: string) => readonly string[];
}

/** Where the value comes from that a template refers to. */
export interface ValueOfTemplate {
  /** The reference in the template. */
  readonly span: Span;
  /**
   * Every place that sets it: in the chart's own values, in those of the charts that it is a part of, and in files that are
   * laid over them. Where nobody does, the nearest place around it in its own values.
   */
  readonly places: readonly Location[];
}

/** The value that a template refers to at an offset; undefined where it refers to none, or there are no values. */
export function valueOfTemplate(
  context: ValueContext,
  uri: string,
  offset: number,
): ValueOfTemplate | undefined {
  const { manifests } = context.snapshot;
  const chart = chartOf(context.snapshot, uri);
  const reference = valueReferenceAt(manifests.get(uri)?.text ?? '', offset);
  if (chart === undefined || !reference) return undefined;
  const { steps, span } = reference;
  const found = readersOf(context.snapshot, chart, steps).flatMap(({ folder, steps: there }) =>
    [`${folder}/values.yaml`, ...context.valuesFilesOf(folder)].flatMap(
      (file) => findValue(context, file, there) ?? [],
    ),
  );
  const exact = found.filter(({ isThere }) => isThere);
  const places = (exact.length > 0 ? exact : found.slice(0, 1)).map(({ location }) => location);
  return places.length > 0 ? { span, places } : undefined;
}

/** The folder of the chart that a template is part of. */
function chartOf(snapshot: Snapshot, uri: string): string | undefined {
  const at = uri.lastIndexOf('/templates/');
  if (at < 0) return undefined;
  const folder = uri.slice(0, at);
  // There may be a folder of that name among the templates.
  return snapshot.manifests.has(`${folder}/${CHART_FILE}`) ? folder : chartOf(snapshot, folder);
}

/** A chart whose values have a say, and what the value is called there. */
interface Reader {
  readonly folder: string;
  readonly steps: readonly string[];
}

/** The chart itself, then those that it is a part of: they set its values under its name, and what is global for all. */
function readersOf(snapshot: Snapshot, folder: string, steps: readonly string[]): Reader[] {
  const [, parent] = /^(.*)\/charts\/[^/]+$/.exec(folder) ?? [];
  const own = { folder, steps };
  const metadata = metadataOf(snapshot, folder);
  const above = parent === undefined ? undefined : metadataOf(snapshot, parent);
  if (parent === undefined || !metadata || !above) return [own];
  const names = above.dependencies
    .filter(({ name }) => name === metadata.name)
    .map(({ calledAs }) => calledAs);
  const under = (names.length > 0 ? names : [metadata.name]).flatMap((name) =>
    readersOf(snapshot, parent, [name, ...steps]),
  );
  return [own, ...(steps[0] === 'global' ? readersOf(snapshot, parent, steps) : []), ...under];
}

function metadataOf({ manifests }: Snapshot, folder: string): ReturnType<typeof readChartMetadata> {
  const text = manifests.get(`${folder}/${CHART_FILE}`)?.text;
  return text === undefined ? undefined : readChartMetadata(text);
}

/** Where a value stands in a file, or what is nearest around it; undefined where there is no such file or it is empty. */
function findValue(
  { snapshot, locator }: ValueContext,
  uri: string,
  steps: readonly string[],
): { readonly location: Location; readonly isThere: boolean } | undefined {
  const manifest = snapshot.manifests.get(uri);
  for (const chunk of manifest?.chunks ?? []) {
    const root = manifest && locator.tree(manifest, chunk).root;
    if (!root) continue;
    const { path, isThere } = follow(root, steps);
    const span = shiftSpan(locate(root, path, path === '' ? 'value' : 'key'), chunk.span.start);
    return { location: { uri, span }, isThere };
  }
  return undefined;
}

/** The path that steps lead to, as far as there is one. */
function follow(root: YamlNode, steps: readonly string[]): { path: YamlPath; isThere: boolean } {
  let node = root;
  let path: YamlPath = '';
  for (const step of steps) {
    const key: string | number | undefined = step === ANY_ITEM ? firstOf(node) : step;
    const next = node.type === 'sequence' ? node.items[Number(key)] : getEntry(node, String(key))?.value;
    if (key === undefined || !next) return { path, isThere: false };
    path = childPath(path, key);
    node = next;
  }
  return { path, isThere: true };
}

/** A loop goes through all of them; the first is as good as any other to show what they are. */
function firstOf(node: YamlNode): string | number | undefined {
  if (node.type === 'map') return node.entries[0]?.key.text;
  return node.type === 'sequence' && node.items.length > 0 ? 0 : undefined;
}
