/**
 * The mini-language of fixtures: manifests as they are, with marks.
 *
 * - `#-- path/to/file.yaml` on a line of its own opens another manifest; without one, everything is `fixture.yaml`.
 * - `# ^^^ text` (in JSON: `// ^^^ text`) says something about what stands above the carets on the nearest line
 *   before it that is no such mark. `…` at the end of the text stands for anything.
 * - `$0` is the cursor; it is taken out of the text.
 */
export interface Fixture {
  readonly files: readonly FixtureFile[];
  readonly cursor: { readonly uri: string; readonly offset: number } | undefined;
}

export interface FixtureFile {
  readonly uri: string;
  readonly text: string;
  readonly annotations: readonly Annotation[];
}

/** Offsets are within the file's text. */
export interface Annotation {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const HEADING = /^#-- (.+)$/;
const MARK = /^(\s*(?:#|\/\/)\s*?)(\^+) (.*)$/;

/** Reads a fixture. The files' uris are the paths of their headings, below `file:///`. */
export function parseFixture(source: string): Fixture {
  let cursor: Fixture['cursor'];
  const files = splitFiles(source.replace(/^\n/, '')).map(({ path, text: marked }): FixtureFile => {
    const uri = `file:///${path}`;
    const at = marked.indexOf('$0');
    if (at >= 0) cursor = { uri, offset: at };
    const text = at < 0 ? marked : marked.slice(0, at) + marked.slice(at + 2);
    return { uri, text, annotations: readAnnotations(text) };
  });
  return { files, cursor };
}

function splitFiles(source: string): { path: string; text: string }[] {
  const files: { path: string; lines: string[] }[] = [];
  for (const line of source.split('\n')) {
    const heading = HEADING.exec(line)?.[1];
    if (heading) files.push({ path: heading, lines: [] });
    else {
      if (files.length === 0) files.push({ path: 'fixture.yaml', lines: [] });
      files.at(-1)?.lines.push(line);
    }
  }
  return files.map(({ path, lines }) => ({ path, text: lines.join('\n') }));
}

function readAnnotations(text: string): Annotation[] {
  const annotations: Annotation[] = [];
  let lineStart = 0;
  let annotated = 0;
  for (const line of text.split('\n')) {
    const mark = MARK.exec(line);
    if (!mark) annotated = lineStart;
    else {
      const [, before = '', carets = '', message = ''] = mark;
      const start = annotated + before.length;
      annotations.push({ start, end: start + carets.length, text: message.trimEnd() });
    }
    lineStart += line.length + 1;
  }
  return annotations;
}
