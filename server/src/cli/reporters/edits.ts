import { createTwoFilesPatch } from 'diff';
import { applyEdits } from '../../core/text/text-edit.ts';
import type { ManifestEdits } from '../../core/workspace/edit-manifests.ts';
import type { Colors } from '../colors.ts';
import { displayPath } from '../display-path.ts';

/** Edits as a unified diff, which `patch` and `git apply` take, under a line that says what they are for. */
export function formatEdits(
  title: string,
  edits: ManifestEdits,
  textOf: (uri: string) => string,
  colors: Colors,
): string {
  const patches = [...edits].map(([uri, ofManifest]) => {
    const before = textOf(uri);
    const file = displayPath(uri);
    return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, applyEdits(before, ofManifest), '', '', {
      context: 3,
    });
  });
  return `${colors.bold(title)}\n\n${patches.map((patch) => paint(patch, colors)).join('')}`;
}

function paint(patch: string, colors: Colors): string {
  return patch
    .split('\n')
    .filter((line) => !/^=+$/.test(line))
    .map((line) => {
      if (/^(?:\+\+\+|---) /.test(line)) return colors.bold(line.trimEnd());
      if (line.startsWith('+')) return colors.green(line);
      if (line.startsWith('-')) return colors.red(line);
      return line.startsWith('@@') ? colors.cyan(line) : line;
    })
    .join('\n');
}
