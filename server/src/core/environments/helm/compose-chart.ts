import { actionLines } from '../../yaml/action-lines.ts';
import { matchMasked } from '../../yaml/match-masked.ts';
import type { YamlNode, YamlScalar } from '../../yaml/yaml-node.ts';
import { childPath } from '../../yaml/yaml-path.ts';
import { type ComposedNode, composedAt } from '../composed-node.ts';
import type { ComposedResource } from '../kustomize/kustomize-result.ts';
import { bestMatches } from './best-matches.ts';
import type { ChartFiles, TemplateDocument } from './chart-files.ts';
import { CHART_FILE, readChartMetadata } from './chart-metadata.ts';
import { findTemplate } from './find-template.ts';
import { type HelperKeys, helperKeys, includedIn } from './helper-keys.ts';
import { likeness } from './likeness.ts';
import { placeNode } from './place-node.ts';
import { type RenderedDocument, splitRendered } from './split-rendered.ts';

/** A chart as helm renders it. */
export interface ComposedChart {
  /** In the order of the output. */
  readonly resources: readonly ComposedResource[];
  /** The templates, as helm names them, of resources that are left out: neither they nor the Chart.yaml are there. */
  readonly unplaced: readonly string[];
}

/**
 * Finds for all that helm has printed where in the templates it stands: each part of a resource is at a path of its
 * template, or at the line of actions that prints it. What an archived sub-chart prints is at its name in Chart.yaml.
 */
export function composeChart(rendered: string, files: ChartFiles): ComposedChart {
  const documents = splitRendered(rendered);
  const placed = composeDocuments(documents, files);
  return {
    resources: placed.flatMap((resource) => resource ?? []),
    unplaced: documents.flatMap(({ source }, i) => (placed[i] ? [] : [source])),
  };
}

/** The same for documents one by one; undefined for those that are left out. */
export function composeDocuments(
  documents: readonly RenderedDocument[],
  files: ChartFiles,
): (ComposedResource | undefined)[] {
  const helpers = helperKeys(files.helpers);
  const placed = new Map<RenderedDocument, ComposedResource | undefined>();
  for (const source of new Set(documents.map((document) => document.source))) {
    const ofTemplate = documents.filter((document) => document.source === source);
    const uri = findTemplate(files, source);
    const written = uri === undefined ? [] : (files.documents(uri) ?? []);
    const matches = bestMatches(written, ofTemplate, (one, other) => documentLikeness(one, other, helpers));
    ofTemplate.forEach((document, i) => {
      // Where nothing speaks for any document, the start of the file is better than nothing.
      const template = written[matches[i] ?? 0];
      placed.set(
        document,
        template ? placeIn(template, document, helpers) : placeInChartFile(files, document),
      );
    });
  }
  return documents.map((document) => placed.get(document));
}

/** A document with nothing but actions can print anything, and any other one only resources of its kind and name. */
function documentLikeness(
  { root, text }: TemplateDocument,
  rendered: RenderedDocument,
  helpers: HelperKeys,
): number {
  if (!root)
    return actionLines(text).some(({ prints }) => prints) ? likenessOfActions(text, rendered, helpers) : 0;
  const isImpossible = [['apiVersion'], ['kind'], ['metadata', 'name']].some((path) => {
    const [printed] = valuesAt(rendered.root, path);
    // Where a condition chooses one, all of them are there.
    const written = valuesAt(root, path).filter(({ text: said }) => said !== '');
    return (
      printed && written.length > 0 && written.every((one) => matchMasked(one, printed.text) === undefined)
    );
  });
  // An impossible one is better than nothing: a template may be too broken to tell.
  return isImpossible ? LEAST / 2 : Math.max(2 * LEAST, likeness(root, rendered.root, { left: EFFORT }));
}

/** What is known of the templates that it includes may say which kinds it prints. */
function likenessOfActions(text: string, { root }: RenderedDocument, helpers: HelperKeys): number {
  const [kind] = valuesAt(root, ['kind']);
  const kinds = includedIn(text)
    .flatMap((name) => [...(helpers.get(name) ?? [])])
    .filter((key) => key.startsWith('kind: '));
  if (kinds.length === 0 || !kind) return LEAST;
  return kinds.includes(`kind: ${kind.text}`) ? 4 * LEAST : LEAST / 4;
}

const LEAST = 0.01;

/** Far more than it takes to place a resource that people write. */
const EFFORT = 200_000;

/** The scalars at a path; several where a key is written several times. */
function valuesAt(node: YamlNode, [key, ...rest]: readonly string[]): YamlScalar[] {
  if (key === undefined) return node.type === 'scalar' ? [node] : [];
  const entries = node.type === 'map' ? node.entries.filter((entry) => entry.key.text === key) : [];
  return entries.flatMap(({ value }) => valuesAt(value, rest));
}

function placeIn(
  template: TemplateDocument,
  { root, text }: RenderedDocument,
  helpers: HelperKeys,
): ComposedResource | undefined {
  const lines = actionLines(template.text);
  const placement = { document: template.id, lines, helpers, renderedText: text, effort: { left: EFFORT } };
  const whole = { path: '', span: { start: 0, end: template.text.length } };
  const placed = placeNode(placement, root, template.root, whole);
  return toResource(placed, template.id, !template.text.includes('{{'));
}

function placeInChartFile(
  { folder, documents, text }: ChartFiles,
  { root, source }: RenderedDocument,
): ComposedResource | undefined {
  const uri = `${folder}/${CHART_FILE}`;
  const document = documents(uri)?.[0]?.id;
  if (document === undefined) return undefined;
  const called = /^[^/]+\/charts\/([^/]+)\//.exec(source)?.[1];
  const dependencies = readChartMetadata(text(uri) ?? '')?.dependencies ?? [];
  const index = dependencies.findIndex(({ calledAs }) => calledAs === called);
  const path = index < 0 ? '' : childPath(childPath('', 'dependencies'), index);
  return toResource(composedAt(root, { document, path, altered: true }), document, false);
}

function toResource(root: ComposedNode, base: number, asWritten: boolean): ComposedResource | undefined {
  return root.type === 'map' ? { root, base, asWritten } : undefined;
}
