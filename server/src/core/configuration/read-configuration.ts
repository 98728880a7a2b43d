import { type Span, shiftSpan } from '../text/span.ts';
import { locate } from '../yaml/locate.ts';
import { parseChunk } from '../yaml/parse-chunk.ts';
import { plainValue } from '../yaml/plain-value.ts';
import { splitChunks } from '../yaml/split-chunks.ts';
import type { ChartSetting } from './chart-settings.ts';
import type { EnvironmentSetting } from './environment-settings.ts';
import { type GivenSettings, NOTHING_GIVEN } from './given-settings.ts';
import { readSettings } from './read-settings.ts';

/** The name of the configuration file. A file of this name is no manifest, wherever it is. */
export const CONFIGURATION_FILE = 'kubereach.yaml';

/** What a configuration file says. */
export interface Configuration {
  readonly given: GivenSettings;
  /** How charts are installed. */
  readonly charts: readonly ChartSetting[];
  /** Which plain manifests are applied together. */
  readonly environments: readonly EnvironmentSetting[];
  /** What is wrong with it, in the order of the text; all else holds. */
  readonly problems: readonly ConfigurationProblem[];
  /** Its YAML is broken: what could be kept of it may lack what is there. */
  readonly broken: boolean;
}

export interface ConfigurationProblem {
  /** Within the text. */
  readonly span: Span;
  /** What is wrong, as a sentence. */
  readonly message: string;
}

/** Nothing: what there is without a file. */
export const NO_CONFIGURATION: Configuration = {
  given: NOTHING_GIVEN,
  charts: [],
  environments: [],
  problems: [],
  broken: false,
};

/** As far down as settings go: the files of values of one of several installations of a chart. */
const DEPTH = 5;

/** Reads the text of a configuration file. Never fails: what is valid is taken, and every mistake is told. */
export function readConfiguration(text: string): Configuration {
  const documents = splitChunks(text).flatMap(({ span }) => {
    const parsed = parseChunk(text.slice(span.start, span.end), undefined);
    return parsed.root || parsed.problems.length > 0 ? [{ ...parsed, start: span.start }] : [];
  });
  const [first, second] = documents;
  if (!first) return NO_CONFIGURATION;
  const { given, charts, environments, mistakes } = readSettings(plainValue(first.root, DEPTH));
  const found = [
    ...first.problems.map(({ span, message }) => ({ span, message })),
    // What a broken text seems to say is not held against it too.
    ...(first.broken ? [] : mistakes).map(({ path, part, message }) => ({
      span: locate(first.root, path, part),
      message,
    })),
  ].map(({ span, message }) => toProblem(shiftSpan(span, first.start), message));
  const more = second ? [toProblem(startOf(second), 'only the first document counts')] : [];
  const problems = [...found, ...more].sort((a, b) => a.span.start - b.span.start);
  return { given, charts, environments, problems, broken: first.broken };
}

function startOf({ start }: { readonly start: number }): Span {
  return { start, end: start };
}

function toProblem(span: Span, message: string): ConfigurationProblem {
  const sentence = message.charAt(0).toUpperCase() + message.slice(1);
  return { span, message: /[.?]$/.test(sentence) ? sentence : `${sentence}.` };
}
