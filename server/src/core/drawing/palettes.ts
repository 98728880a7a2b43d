import type { BoxShape, EdgeStyle } from './scene.ts';

/** The colours of a picture that stands for itself, as CSS writes them. */
export interface Palette {
  readonly background: string;
  readonly box: string;
  readonly border: string;
  readonly frame: string;
  readonly text: string;
  readonly muted: string;
  readonly subject: string;
  readonly good: string;
  readonly bad: string;
  readonly doubtful: string;
  readonly edges: Readonly<Record<EdgeStyle, string>>;
  readonly bars: Readonly<Record<BoxShape, string>>;
}

const barsOf = (
  workload: string,
  service: string,
  route: string,
  policy: string,
  plain: string,
): Palette['bars'] => ({
  workload,
  service,
  route,
  policy,
  namespace: plain,
  hub: plain,
  group: plain,
  outside: plain,
  unseen: plain,
  stub: plain,
});

export const LIGHT: Palette = {
  background: '#ffffff',
  box: '#f8f8f8',
  border: '#c4c4c4',
  frame: '#fbfbfb',
  text: '#1f1f1f',
  muted: '#5f5f5f',
  subject: '#005fb8',
  good: '#1a6b1a',
  bad: '#b3261e',
  doubtful: '#7a5200',
  edges: {
    allowed: '#2e7d32',
    'one-sided': '#9a6700',
    denied: '#c62828',
    depends: '#6b6b6b',
    declared: '#6f8299',
  },
  bars: barsOf('#388a34', '#1a73b8', '#8b3fb5', '#9a6700', '#c4c4c4'),
};

export const DARK: Palette = {
  background: '#1f1f1f',
  box: '#292929',
  border: '#4d4d4d',
  frame: '#242424',
  text: '#e0e0e0',
  muted: '#a8a8a8',
  subject: '#3794ff',
  good: '#89d185',
  bad: '#f48771',
  doubtful: '#d7ba7d',
  edges: {
    allowed: '#89d185',
    'one-sided': '#d7a32c',
    denied: '#f48771',
    depends: '#b0b0b0',
    declared: '#6c7f96',
  },
  bars: barsOf('#89d185', '#4fc1ff', '#c586c0', '#d7ba7d', '#4d4d4d'),
};
