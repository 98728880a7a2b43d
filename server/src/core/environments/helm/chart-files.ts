import type { WrittenDocument } from '../kustomize/kustomize-result.ts';

/** What there is of a chart. Everything that is asked for is remembered, what is missing too. */
export interface ChartFiles {
  /** The uri of the chart's folder, without a slash behind. */
  readonly folder: string;
  /** The documents of a file of the chart: a template, or Chart.yaml. Undefined where there is no such file. */
  readonly documents: (uri: string) => readonly TemplateDocument[] | undefined;
  /** The text of a Chart.yaml; undefined where there is none. */
  readonly text: (uri: string) => string | undefined;
  /** The texts of the files with named templates (`*.tpl`), those of sub-charts too; whatever is missing is only less exact. */
  readonly helpers: readonly string[];
  /** The uris of the folders that lie in a folder. */
  readonly foldersIn: (folder: string) => readonly string[];
}

/** A document of a template with its tree, in which actions are masked. */
export interface TemplateDocument extends WrittenDocument {
  /** As it is written, with its actions. */
  readonly text: string;
}
