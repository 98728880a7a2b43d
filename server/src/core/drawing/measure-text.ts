/**
 * How wide a text is, in pixels, at a font size in pixels and a weight as CSS counts it. The font of whoever looks is not
 * known: widths are those of DejaVu Sans, the widest usual sans-serif, so that what fits here fits everywhere.
 */
export function measureText(text: string, size: number, weight = 400): number {
  let sum = 0;
  for (const character of text) sum += widthOf(character);
  return (sum * size * (weight >= 600 ? BOLD : 1)) / 1000;
}

/** How much wider bold texts are. */
const BOLD = 1.1;

/** Of the characters from the space to the tilde, in thousandths of the font size. */
const WIDTHS: readonly number[] = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636,
  636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
  295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838,
  500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521,
  392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/** Signs that the drawing itself writes. */
const SIGN_WIDTHS: ReadonlyMap<string, number> = new Map([
  ['·', 318],
  ['◂', 502],
  ['▸', 502],
  ['…', 1000],
]);

/** Letters of other scripts are mostly no wider than an em, and those of the East are just that. */
const OTHERS = 700;
const WIDE = 1000;

function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  const known = WIDTHS[code - 32] ?? SIGN_WIDTHS.get(character);
  if (known !== undefined) return known;
  return code >= 0x1100 ? WIDE : OTHERS;
}
