/**
 * A picture as plain data: what stands where, in pixels from the upper left corner, before anybody zooms. It is made without
 * a browser and shown by whoever can: as elements of a page, as the text of an SVG.
 */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** In the order in which they are painted: frames lie below edges, edges below boxes. */
  readonly frames: readonly Frame[];
  readonly edges: readonly Edge[];
  readonly boxes: readonly Box[];
  /** What there is and is not shown. */
  readonly left: LeftOut;
}

/** What a picture does not show; 0 where it shows all. */
export interface LeftOut {
  readonly links: number;
  readonly nodes: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The border of an expanded namespace, with its title in the upper left corner. */
export interface Frame extends Rect {
  /** `ns:shop`. */
  readonly id: string;
  readonly title: Text;
  readonly subtitle: Text;
  readonly emphasis: Emphasis;
  /** What somebody hears who does not see it. */
  readonly label: string;
}

/** Something that can be chosen. `placeInBox` says where its texts and badges stand. */
export interface Box extends Rect {
  /** `ns:shop`, the id of a node, or the id of a group; stable over edits. */
  readonly id: string;
  readonly shape: BoxShape;
  readonly title: Text;
  /** Below the title, one line each. */
  readonly lines: readonly BoxLine[];
  readonly badges: readonly Badge[];
  readonly emphasis: Emphasis;
  /** What somebody hears who does not see it: `Deployment web in shop, ingress isolated, 2 problems`. */
  readonly label: string;
}

export type BoxShape =
  | 'namespace'
  | 'hub'
  | 'workload'
  | 'service'
  | 'route'
  | 'policy'
  | 'group'
  | 'outside'
  | 'unseen'
  | 'stub';

export type Emphasis = 'normal' | 'subject' | 'selected' | 'related' | 'dimmed';

/** A text as it fits, and all of it where it does not. */
export interface Text {
  readonly text: string;
  readonly full: string;
}

export interface BoxLine extends Text {
  readonly tone: 'plain' | 'muted' | 'good' | 'bad' | 'doubtful';
  /** What choosing the line leads to: the id of a node. */
  readonly target: string | undefined;
}

/** A small sign at the right edge of a box. */
export interface Badge {
  readonly sign:
    | 'open'
    | 'isolated'
    | 'partly-isolated'
    | 'unknown'
    | 'error'
    | 'warning'
    | 'fold'
    | 'exposed';
  /** `6/36`, `2`, `+12`; may be empty. */
  readonly text: string;
  /** In words. */
  readonly label: string;
}

/** A line from one box to another. */
export interface Edge {
  /** Of both boxes and what it is: stable over edits. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Cubic curves, each of which begins where the one before it ends: a start, and for each two control points and an end. */
  readonly curve: readonly Point[];
  readonly style: EdgeStyle;
  /** How thick, in pixels. */
  readonly weight: number;
  /** The ports or a note, in a pill that lies on the line; undefined where there is none. */
  readonly pill: Pill | undefined;
  readonly change: 'opened' | 'closed' | undefined;
  readonly emphasis: Emphasis;
  readonly label: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a line says: a verdict, or that one resource is declared to lead to another. */
export type EdgeStyle = 'allowed' | 'denied' | 'one-sided' | 'depends' | 'declared';

export interface Pill extends Rect {
  /** `✓`, `✗`, `◐`, `?`; empty for what is declared. */
  readonly sign: string;
  readonly text: Text;
}

/** What stands before the sign of a line that is new, or that has gone. */
export const CHANGE_SIGNS = { opened: '+', closed: '−' } as const;

/** The sign of each verdict: never the colour alone. */
export const SIGNS: Readonly<Record<EdgeStyle, string>> = {
  allowed: '✓',
  denied: '✗',
  'one-sided': '◐',
  depends: '?',
  declared: '',
};
