import { counted } from './counted.ts';
import { pathOf } from './curves.ts';
import { DASHES, LEGEND } from './legend.ts';
import { measureText } from './measure-text.ts';
import type { Palette } from './palettes.ts';
import { placeInBox } from './place-in-box.ts';
import {
  type Badge,
  type Box,
  type BoxLine,
  CHANGE_SIGNS,
  type Edge,
  type EdgeStyle,
  type Frame,
  type Rect,
  type Scene,
  SIGNS,
} from './scene.ts';
import { SIZES, WEIGHTS } from './sizes.ts';

const FONT = 'font-family="system-ui, -apple-system, Segoe UI, DejaVu Sans, sans-serif"';
const LEGEND_HEIGHT = 40;

/** A scene as the text of an SVG that stands for itself: every colour is in it, and every name is written as text. */
export function writeSvg(scene: Scene, palette: Palette, title: string): string {
  const width = Math.ceil(Math.max(scene.width, legendWidth(scene)));
  const height = Math.ceil(scene.height) + LEGEND_HEIGHT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${FONT} role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${palette.background}"/>`,
    ...scene.frames.map((frame) => writeFrame(frame, palette)),
    ...scene.edges.map((edge) => writeLine(edge, palette)),
    ...scene.boxes.map((box) => writeBox(box, palette)),
    ...scene.edges.map((edge) => writePill(edge, palette)),
    writeLegend(scene, height - LEGEND_HEIGHT / 2, palette),
    '</svg>',
    '',
  ].join('\n');
}

/** A text as it stands in XML; characters that XML does not know are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}

function writeText(text: string, x: number, y: number, size: number, fill: string, more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}"${more}>${escapeXml(text)}</text>`;
}

function writeRect(
  { x, y, width, height }: Rect,
  radius: number,
  fill: string,
  stroke: string,
  more = '',
): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}" fill="${fill}" stroke="${stroke}"${more}/>`;
}

function writeFrame(frame: Frame, palette: Palette): string {
  const { x, y, title, subtitle } = frame;
  const bold = ` font-weight="${WEIGHTS.title}"`;
  return [
    writeRect(frame, 8, palette.frame, frame.emphasis === 'selected' ? palette.subject : palette.border),
    writeText(title.text, x + SIZES.frameTitle.x, y + SIZES.frameTitle.y, SIZES.title, palette.text, bold),
    writeText(subtitle.text, x + SIZES.frameSubtitle.x, y + SIZES.frameSubtitle.y, SIZES.line, palette.muted),
  ].join('');
}

function writeLine({ curve, style, weight, emphasis, change }: Edge, palette: Palette): string {
  const path = pathOf(curve);
  const dimmed = emphasis === 'dimmed' ? ' opacity="0.3"' : '';
  const halo = change
    ? `<path d="${path}" fill="none" stroke="${change === 'opened' ? palette.edges.allowed : palette.edges.denied}" stroke-width="${weight + 6}" opacity="0.25"/>`
    : '';
  const dash = DASHES[style] === '' ? '' : ` stroke-dasharray="${DASHES[style]}"`;
  const line = `<path d="${path}" fill="none" stroke="${palette.edges[style]}" stroke-width="${round(weight)}"${dash}${dimmed}/>`;
  return halo + line + arrowHead(curve, palette.edges[style], dimmed);
}

/** A small triangle at the end of a curve, pointing as the curve does there. */
function arrowHead(curve: Edge['curve'], fill: string, more: string): string {
  const [before, end] = [curve.at(-2), curve.at(-1)];
  if (!before || !end) return '';
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const [ux, uy] = [(end.x - before.x) / length, (end.y - before.y) / length];
  const back = { x: end.x - ux * 8, y: end.y - uy * 8 };
  const points = [
    end,
    { x: back.x - uy * 4, y: back.y + ux * 4 },
    { x: back.x + uy * 4, y: back.y - ux * 4 },
  ];
  return `<polygon points="${points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ')}" fill="${fill}"${more}/>`;
}

function writePill({ pill, style, change }: Edge, palette: Palette): string {
  if (!pill) return '';
  const y = pill.y + pill.height / 2 + 4;
  const signX = pill.x + 7;
  const textX = signX + (pill.sign === '' ? 0 : SIZES.pill + 4);
  return [
    '<g>',
    pill.text.full === pill.text.text ? '' : `<title>${escapeXml(pill.text.full)}</title>`,
    writeRect(pill, pill.height / 2, palette.box, palette.edges[style]),
    pill.sign === ''
      ? ''
      : writeText(pill.sign, signX, y, SIZES.pill, palette.edges[style], ' font-weight="700"'),
    pill.text.text === '' ? '' : writeText(pill.text.text, textX, y, SIZES.pill, palette.text),
    change ? writeChange(change, pill, palette) : '',
    '</g>',
  ].join('');
}

/** The sign of a change, on the left end of a pill: inside there is no room for it. */
function writeChange(change: NonNullable<Edge['change']>, pill: Rect, palette: Palette): string {
  const middle = pill.y + pill.height / 2;
  const fill = change === 'opened' ? palette.edges.allowed : palette.edges.denied;
  const more = ' font-weight="700" text-anchor="middle"';
  const sign = writeText(CHANGE_SIGNS[change], pill.x, middle + 4, SIZES.pill, palette.background, more);
  return `<circle cx="${round(pill.x)}" cy="${round(middle)}" r="7" fill="${fill}"/>${sign}`;
}

function writeBox(box: Box, palette: Palette): string {
  const { x, y, height, shape, title, emphasis } = box;
  const places = placeInBox(box);
  const isChosen = emphasis === 'subject' || emphasis === 'selected';
  const stroke = isChosen ? palette.subject : palette.border;
  const border = `${isChosen ? ' stroke-width="2"' : ''}${shape === 'unseen' || shape === 'hub' ? ' stroke-dasharray="4 3"' : ''}`;
  const anchor = places.title.anchor === 'middle' ? ' text-anchor="middle"' : '';
  return [
    emphasis === 'dimmed' ? '<g opacity="0.45">' : '<g>',
    `<title>${escapeXml(box.label)}</title>`,
    writeRect(box, 5, palette.box, stroke, border),
    shape === 'stub'
      ? ''
      : `<rect x="${round(x)}" y="${round(y + 3)}" width="${SIZES.bar}" height="${round(height - 6)}" fill="${palette.bars[shape]}"/>`,
    writeText(
      title.text,
      places.title.x,
      places.title.y,
      places.title.size,
      palette.text,
      ` font-weight="${WEIGHTS.title}"${anchor}`,
    ),
    ...box.lines.map((line, i) => writeBoxLine(line, places.lines[i], palette)),
    ...box.badges.map((badge, i) => writeBadge(badge, places.badges[i], palette)),
    '</g>',
  ].join('');
}

function writeBoxLine(line: BoxLine, at: { x: number; y: number } | undefined, palette: Palette): string {
  const fill = line.tone === 'plain' ? palette.text : palette[line.tone];
  return at ? writeText(line.text, at.x, at.y, SIZES.line, fill) : '';
}

function writeBadge({ sign, text }: Badge, place: Rect | undefined, palette: Palette): string {
  if (!place) return '';
  const fill = sign === 'error' ? palette.bad : sign === 'warning' ? palette.doubtful : palette.muted;
  const middle = place.y + place.height / 2;
  const words =
    text === ''
      ? ''
      : writeText(text, place.x + (sign === 'fold' ? 5 : SIZES.icon + 4), middle + 3.5, SIZES.badge, fill);
  if (sign === 'fold') return writeRect(place, place.height / 2, 'none', palette.border) + words;
  return `<g transform="translate(${round(place.x + 1)} ${round(middle - 6)})" stroke="${fill}" fill="none" stroke-width="1.2">${BADGES[sign](fill)}</g>${words}`;
}

const SHIELD = 'M6 1L10.5 2.6V6C10.5 8.6 8.6 10.4 6 11.3C3.4 10.4 1.5 8.6 1.5 6V2.6Z';

/** The signs of badges in a square of 12 pixels: a shield that is empty, half or full, and what else there is to say. */
const BADGES: Readonly<Record<Exclude<Badge['sign'], 'fold'>, (fill: string) => string>> = {
  open: () => `<path d="${SHIELD}"/>`,
  isolated: (fill) => `<path d="${SHIELD}" fill="${fill}"/>`,
  'partly-isolated': (fill) =>
    `<path d="${SHIELD}"/><path d="M6 1L1.5 2.6V6C1.5 8.6 3.4 10.4 6 11.3Z" fill="${fill}"/>`,
  unknown: (fill) =>
    `<path d="${SHIELD}"/><text x="6" y="9" font-size="8" text-anchor="middle" stroke="none" fill="${fill}">?</text>`,
  error: () => '<circle cx="6" cy="6" r="5"/><path d="M4 4L8 8M8 4L4 8"/>',
  warning: () => '<path d="M6 1L11.3 10.8H0.7Z"/><path d="M6 4.5V7.5M6 9V9.6"/>',
  exposed: () => '<circle cx="6" cy="6" r="5"/><path d="M1 6H11M6 1C3 4 3 8 6 11M6 1C9 4 9 8 6 11"/>',
};

const CHANGE_WORDS = `${CHANGE_SIGNS.opened} newly open, ${CHANGE_SIGNS.closed} newly closed`;

function hasChanges({ edges }: Scene): boolean {
  return edges.some(({ change }) => change !== undefined);
}

function legendWidth(scene: Scene): number {
  const changes = hasChanges(scene) ? measureText(CHANGE_WORDS, SIZES.line) + 24 : 0;
  return LEGEND.reduce((sum, entry) => sum + entryWidth(entry), 48 + changes);
}

function entryWidth({ style, words }: { readonly style: EdgeStyle; readonly words: string }): number {
  return 34 + 6 + measureText(`${SIGNS[style]} ${words}`, SIZES.line) + 20;
}

function writeLegend(scene: Scene, y: number, palette: Palette): string {
  const { left } = scene;
  let x = 24;
  const entries = LEGEND.map((entry) => {
    const { style, words } = entry;
    const dash = DASHES[style] === '' ? '' : ` stroke-dasharray="${DASHES[style]}"`;
    const line = `<path d="M${round(x)} ${y}h34" stroke="${palette.edges[style]}" stroke-width="2"${dash}/>`;
    const text = writeText(`${SIGNS[style]} ${words}`.trim(), x + 40, y + 4, SIZES.line, palette.muted);
    x += entryWidth(entry);
    return line + text;
  });
  if (hasChanges(scene)) {
    entries.push(writeText(CHANGE_WORDS, x, y + 4, SIZES.line, palette.text));
    x += measureText(CHANGE_WORDS, SIZES.line) + 24;
  }
  const hidden = [
    left.links > 0 ? counted(left.links, 'link') : '',
    left.nodes > 0 ? counted(left.nodes, 'node') : '',
  ].filter((part) => part !== '');
  const note =
    hidden.length > 0
      ? writeText(`${hidden.join(' and ')} not shown`, x, y + 4, SIZES.line, palette.muted)
      : '';
  return entries.join('') + note;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
