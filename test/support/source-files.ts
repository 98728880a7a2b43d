import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The repository's folder, with a slash behind. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Every file that is in the repository, or will be with the next commit: relative, with forward slashes. */
export function repositoryFiles(): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return listed.split('\0').filter((file) => file !== '' && existsSync(ROOT + file));
}

/** The text of a file of the repository. */
export function textOf(file: string): string {
  return readFileSync(ROOT + file, 'utf8');
}

/** A TypeScript file without its comments; what strings hold stays. Offsets and lines are those of the file. */
export function codeOf(file: string): string {
  const known = codes.get(file);
  if (known !== undefined) return known;
  const text = textOf(file);
  let code = text;
  // Comments stand before and behind tokens; a scanner alone would take what is in a template for one.
  for (const node of nodesOf(file)) {
    const before = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
    const behind = ts.getTrailingCommentRanges(text, node.getEnd()) ?? [];
    for (const { pos, end } of [...before, ...behind]) {
      code = code.slice(0, pos) + code.slice(pos, end).replace(/[^\n]/g, ' ') + code.slice(end);
    }
  }
  codes.set(file, code);
  return code;
}

/** Finding the comments takes longer than all the rest, and several tests ask for the same files. */
const codes = new Map<string, string>();

/** The places of a type in a TypeScript file that says nothing: `file:line`. */
export function anyTypesIn(file: string): string[] {
  const text = textOf(file);
  return [...nodesOf(file)]
    .filter(({ kind }) => kind === ts.SyntaxKind.AnyKeyword)
    .map((node) => `${file}:${text.slice(0, node.getStart()).split('\n').length}`);
}

function* nodesOf(file: string): Generator<ts.Node> {
  const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
  const waiting: ts.Node[] = [source];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    waiting.push(...node.getChildren(source));
  }
}

/** Where a pattern (with the flag `g`) matches in a text: `file:line: match`. */
export function matchesIn(file: string, text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(
    (match) => `${file}:${text.slice(0, match.index).split('\n').length}: ${match[0]}`,
  );
}
