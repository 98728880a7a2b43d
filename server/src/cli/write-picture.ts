import { DARK, LIGHT } from '../core/drawing/palettes.ts';
import { writeDot } from '../core/drawing/write-dot.ts';
import { writeMermaid } from '../core/drawing/write-mermaid.ts';
import { writeSvg } from '../core/drawing/write-svg.ts';
import { renderPng } from '../io/render-png.ts';
import { drawGraph, type GraphToDraw } from './draw-graph.ts';
import { fail } from './fail.ts';
import { writeOutput } from './write-output.ts';

export type PictureFormat = 'svg' | 'png' | 'mermaid' | 'dot';

export interface PictureOptions {
  readonly format: PictureFormat;
  readonly output: string | undefined;
  readonly theme: 'light' | 'dark' | undefined;
  readonly title: string;
}

const FORMATS: readonly string[] = ['svg', 'png', 'mermaid', 'dot'] satisfies PictureFormat[];

/** Whether a format is one of those in which something is drawn that stays as it is. */
export function isPictureFormat(format: string): format is PictureFormat {
  return FORMATS.includes(format);
}

/** Draws a graph and writes it. Returns the exit code. */
export async function writePicture(graph: GraphToDraw, options: PictureOptions): Promise<number> {
  const { format, output, theme, title } = options;
  const scene = drawGraph(graph);
  if (!scene) return fail(`${title} has ended, so nothing reaches it`);
  if (format === 'mermaid') return writeOutput(writeMermaid(scene), output);
  if (format === 'dot') return writeOutput(writeDot(scene), output);
  const svg = writeSvg(scene, theme === 'dark' ? DARK : LIGHT, title).trimEnd();
  if (format === 'svg') return writeOutput([svg], output);
  const png = await renderPng(svg);
  return 'why' in png ? fail(png.why) : writeOutput(png.bytes, output);
}
