import type { Source } from '../../model/source.ts';
import { formatResource, type Resource, sourceOf } from '../../workspace/resource.ts';
import type { Scene } from './hover-target.ts';

/** The longest DNS name fits; what is longer is no value that somebody reads here. */
const LONGEST_CODE = 256;

/**
 * A value as code. Values come from files that nobody here wrote, so nothing in them may be read as Markdown;
 * what a template prints, and what is too long, is `…`.
 */
export function code(value: string): string {
  const line = value.replace(/\uE000+/g, '…').replace(/\s+/g, ' ');
  const short = line.length > LONGEST_CODE ? `${line.slice(0, LONGEST_CODE - 1)}…` : line;
  if (short.trim() === '') return '`""`';
  if (!short.includes('`')) return `\`${short}\``;
  const fence = '`'.repeat(1 + Math.max(...(short.match(/`+/g) ?? []).map((run) => run.length)));
  return `${fence} ${short} ${fence}`;
}

/** Plain words in which nothing is Markdown. */
export function escapeText(text: string): string {
  return text
    .replace(/\uE000+/g, '…')
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&');
}

/** A text that leads to a source, or the text alone when the source is gone. */
export function linkTo(scene: Scene, text: string, source: Source): string {
  const url = scene.linkTo(source);
  if (url === undefined) return escapeText(text);
  const safe = url.replace(/[()<>\s]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `[${escapeText(text)}](${safe})`;
}

/** A resource by kind, namespace and name, leading to where it is defined. */
export function linkResource(scene: Scene, resource: Resource): string {
  return linkTo(scene, formatResource(resource), sourceOf(resource));
}

/** The first few of some things, written only then, and how many more there are: `a, b +3 more`. */
export function listed<T>(items: readonly T[], most: number, write: (item: T) => string): string {
  const shown = items.slice(0, most).map(write).join(', ');
  return items.length > most ? `${shown} +${items.length - most} more` : shown;
}

/** A list with one line each, of the first few things; a last line says how many more there are. */
export function bullets<T>(items: readonly T[], most: number, write: (item: T) => string): string {
  const lines = items.slice(0, most).map((item) => `- ${write(item)}`);
  return (items.length > most ? [...lines, `- +${items.length - most} more`] : lines).join('\n');
}

/** A line and the list below it; nothing when the list is empty. */
export function section(title: string, list: string): string | undefined {
  return list === '' ? undefined : `${title}\n${list}`;
}

/** Paragraphs one below the other; those that have nothing to say are left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** A number of things: `1 replica`, `3 replicas`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
