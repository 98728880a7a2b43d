import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DARK, LIGHT, type Palette } from '../../server/src/core/drawing/palettes.ts';
import { THEMES, type ThemeName } from './themes.ts';

const CSS = readFileSync(new URL('../../client/webview/view.css', import.meta.url), 'utf8').replace(
  /\/\*.*?\*\//gs,
  '',
);
const THEME_NAMES: readonly ThemeName[] = ['dark', 'light', 'hc-dark', 'hc-light'];

describe.each(THEME_NAMES)('in %s', (theme) => {
  const colour = coloursOf(theme);
  const frame = mix(colour('surface'), colour('background'), 0.45);
  const grounds = { background: colour('background'), surface: colour('surface'), frame };

  test.each(['text', 'muted', 'good', 'bad', 'doubtful'])('%s can be read', (name) => {
    for (const [ground, value] of Object.entries(grounds))
      expect(contrast(colour(name), value), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['good', 'bad', 'doubtful', 'quiet', 'focus', 'workload', 'service', 'route', 'policy'])(
    'lines and signs in %s can be seen',
    (name) => {
      for (const [ground, value] of Object.entries(grounds))
        expect(contrast(colour(name), value), `${name} on ${ground}`).toBeGreaterThanOrEqual(3);
    },
  );
});

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('in a saved picture that is %s', (_, palette: Palette) => {
  test('texts can be read', () => {
    const { text, muted, good, bad, doubtful } = palette;
    for (const ground of [palette.background, palette.box, palette.frame]) {
      for (const colour of [text, muted, good, bad, doubtful])
        expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('lines and bars can be seen', () => {
    const { workload, service, route, policy } = palette.bars;
    for (const ground of [palette.background, palette.box, palette.frame]) {
      for (const colour of [
        ...Object.values(palette.edges),
        palette.subject,
        workload,
        service,
        route,
        policy,
      ])
        expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  });
});

/** The value of `--kr-…` in a theme, with the variables of the editor filled in. */
function coloursOf(theme: ThemeName): (name: string) => string {
  const { bodyClass, variables } = THEMES[theme];
  const own = new Map<string, string>();
  for (const [, selectors = '', body = ''] of CSS.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!selectors.split(',').some((selector) => matches(selector.trim(), bodyClass))) continue;
    for (const [, name = '', value = ''] of body.matchAll(/--kr-([\w-]+):([^;]+);/g))
      own.set(name, value.trim());
  }
  const resolve = (value: string): string => {
    const [, name = '', , fallback = ''] = /^var\(--([\w-]+)(,\s*(.*))?\)$/s.exec(value) ?? [];
    if (name === '') return value;
    const known: string | undefined = name.startsWith('vscode-')
      ? new Map(Object.entries(variables)).get(name.slice(7))
      : own.get(name.slice(3));
    return resolve(known ?? fallback);
  };
  return (name) => resolve(own.get(name) ?? '');
}

/** Of selectors that set colours for all of the page only: `:root`, and classes of the body. */
function matches(selector: string, bodyClass: string): boolean {
  if (selector === ':root') return true;
  const classes = bodyClass.split(' ');
  const [, excluded] = /:not\(\.([\w-]+)\)$/.exec(selector) ?? [];
  const wanted = selector.replace(/:not\(.*\)$/, '');
  return (
    /^\.vscode-[\w-]+$/.test(wanted) && classes.includes(wanted.slice(1)) && !classes.includes(excluded ?? '')
  );
}

function channels(colour: string): number[] {
  const [, hex = ''] = /^#([\da-f]{6})$/i.exec(colour) ?? [];
  if (hex === '') throw new Error(`${colour} is no plain colour`);
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

function mix(over: string, below: string, share: number): string {
  const [a, b] = [channels(over), channels(below)];
  return `#${a
    .map((one, i) =>
      Math.round(one * share + (b[i] ?? 0) * (1 - share))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** As WCAG computes it, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
