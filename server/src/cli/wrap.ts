/** Breaks a text at its spaces into lines of at most `width` characters, but for words that are longer by themselves. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/**
 * A text behind a label, its further lines set in as far as the first. Without a width it stays on one line: what goes
 * to a file or another program is easier to search that way.
 */
export function hang(label: string, text: string, width: number | undefined): string {
  if (width === undefined) return `${label}${text}`;
  return `${label}${wrap(text, width - label.length).join(`\n${' '.repeat(label.length)}`)}`;
}

/** Prose in Markdown, each paragraph broken anew; lists and code stay as they are. */
export function wrapParagraphs(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  const isProse = (block: string): boolean => !/^(?:\s|[-*|>#]|\d+\.|```)/m.test(block);
  const blocks = text.split(/\n{2,}/);
  return blocks.map((block) => (isProse(block) ? wrap(block, width).join('\n') : block)).join('\n\n');
}
