import type { Span } from '../text/span.ts';
import { maskTemplates } from './mask-templates.ts';

/** A line of a template that holds nothing but actions. */
export interface ActionLine {
  /** The actions, without what is blank around them. */
  readonly span: Span;
  readonly text: string;
  /** It may print something; conditions and loops print nothing themselves. */
  readonly prints: boolean;
  /** How far what it prints is set in, where it says so by `indent` or `nindent`. */
  readonly indent: number | undefined;
}

/** The lines of a template that hold nothing but actions, without those that only end what another began. */
export function actionLines(text: string): ActionLine[] {
  return maskTemplates(text).actionLines.map(({ start, end }) => {
    const line = text.slice(start, end);
    const indent = [...line.matchAll(/\bn?indent\s+(\d+)/g)].at(-1)?.[1];
    return {
      span: { start: start + line.length - line.trimStart().length, end: start + line.trimEnd().length },
      text: line.trim(),
      prints: [...line.matchAll(/\{\{-?\s*([\s\S]*?)\}\}/g)].some(([, said = '']) => !CONTROL.test(said)),
      indent: indent === undefined ? undefined : Number(indent),
    };
  });
}

const CONTROL =
  /^(?:(?:if|else|end|with|range|define|block|break|continue)\b|\/\*|\$\w*(?:\s*,\s*\$\w+)?\s*:?=)/;
