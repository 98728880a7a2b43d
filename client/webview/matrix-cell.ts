import { FAILED } from './matrix-data.ts';
import { text } from './texts.ts';

/** What a letter of `MatrixBlock` looks like and says. */
export interface MatrixCell {
  readonly glyph: string;
  readonly words: string;
  readonly tone: 'good' | 'bad' | 'doubtful' | 'muted' | 'none';
}

/** The look of a cell; an unknown letter and a cell on its way are empty. */
export function matrixCell(letter: string | undefined): MatrixCell {
  switch (letter) {
    case 'a':
      return { glyph: '✓', words: text('allowed'), tone: 'good' };
    case 'p':
      return { glyph: '◒', words: text('partly allowed'), tone: 'doubtful' };
    case 'd':
      return { glyph: '✗', words: text('blocked'), tone: 'bad' };
    case 'o':
      return { glyph: '◐', words: text('one side only'), tone: 'doubtful' };
    case 'q':
      return { glyph: '?', words: text('depends'), tone: 'doubtful' };
    case 'n':
      return { glyph: '·', words: text('open: no policy says anything'), tone: 'muted' };
    case FAILED:
      return { glyph: '!', words: text('could not be read'), tone: 'none' };
    case undefined:
      return { glyph: '', words: text('loading'), tone: 'none' };
    default:
      return { glyph: '', words: text('nothing to say'), tone: 'none' };
  }
}
