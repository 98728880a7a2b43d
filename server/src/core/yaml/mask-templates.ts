import type { Span } from '../text/span.ts';

/** Stands for each character of a template expression: a letter to YAML, and found in no real manifest. */
const MASK = '\uE000';

export interface MaskedText {
  /** As long as the original, so that every span of it is one of the original. */
  readonly text: string;
  /** Lines that hold nothing but template actions: what they print is unknown. */
  readonly actionLines: readonly Span[];
}

/**
 * Hides Go template actions (`{{ … }}`) from the YAML parser at equal length. An action inside of a value becomes
 * letters; a line of actions alone becomes blank, and is remembered.
 */
export function maskTemplates(text: string): MaskedText {
  if (!text.includes('{{')) return { text, actionLines: [] };
  const actionLines: Span[] = [];
  const alone = /^[ \t]*(?:\{\{(?:(?!\}\}).|[\r\n])*\}\}[ \t]*)+\r?$/gm;
  const blanked = text.replace(alone, (match, start: number) => {
    actionLines.push({ start, end: start + match.length });
    return match.replace(/[^\r\n]/g, ' ');
  });
  const masked = blanked.replace(/\{\{(?:(?!\}\}).|[\r\n])*\}\}/g, (match) =>
    match.replace(/[^\r\n]/g, MASK),
  );
  return { text: masked, actionLines };
}

/** True when a value is not final: a masked template, `${…}` as envsubst and Flux replace it, or `$(…)`. */
export function isTemplated(text: string): boolean {
  return text.includes(MASK) || text.includes('${') || text.includes('$(');
}
