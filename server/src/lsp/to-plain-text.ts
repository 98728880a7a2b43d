/** Code, links, emphasis and escapes, as hovers write them; the first that fits counts, so code stays as it is. */
const MARKS = /(`+)(.+?)\1|\[((?:[^\]\\]|\\.)*)\]\([^)]*\)|\*\*|^_(.*)_$|\\(.)/gm;

/** The words of a hover without its Markdown, for clients that show it as it comes. */
export function toPlainText(markdown: string): string {
  return markdown.replace(
    MARKS,
    (_, fence?: string, code?: string, link?: string, emphasis?: string, escaped?: string): string => {
      if (code !== undefined) return fence === '`' ? code : code.replace(/^ | $/g, '');
      return link?.replace(/\\(.)/g, '$1') ?? emphasis ?? escaped ?? '';
    },
  );
}
