import { describe, expect, test } from 'vitest';
import { drawFocus, MOST_GROUPS } from '../../../server/src/core/drawing/draw-focus.ts';
import { drawPolicy } from '../../../server/src/core/drawing/draw-policy.ts';
import type { Scene } from '../../../server/src/core/drawing/scene.ts';
import type {
  Focus,
  FocusGroup,
  PolicyOverlay,
} from '../../../server/src/core/topology/topology-question.ts';

const GROUP: FocusGroup = {
  id: 'g',
  type: 'pods',
  title: 'shop',
  members: [{ label: 'Deployment web', id: 'Deployment/shop/web' }],
  more: 0,
  verdict: 'allowed',
  ports: 'TCP 8080',
  note: '',
  named: true,
  explain: undefined,
};
const group = (id: string, rest: Partial<FocusGroup> = {}): FocusGroup => ({ ...GROUP, id, ...rest });
const FOCUS: Focus = {
  id: 'Deployment/shop/api',
  role: 'workload',
  kind: 'Deployment',
  name: 'api',
  namespace: 'shop',
  ingress: 'isolated',
  egress: 'open',
  facts: [
    { text: 'Service api :80', about: 'service', id: 'Service/shop/api' },
    { text: 'ingress: deny', about: 'ingress-policy', id: 'NetworkPolicy/shop/deny' },
    { text: 'egress: open', about: 'egress-policy', id: undefined },
  ],
  incoming: [],
  outgoing: [],
};
const focus = (rest: Partial<Focus>, width = 1000): Scene =>
  drawFocus({ ...FOCUS, ...rest }, { width, selected: undefined });

test('stands in the middle, with what there is to say of it', () => {
  const [subject] = focus({}).boxes;
  expect(subject).toMatchObject({ id: 'Deployment/shop/api', shape: 'workload', emphasis: 'subject' });
  expect(subject?.lines.map(({ text, tone, target }) => [text, tone, target])).toEqual([
    ['shop', 'muted', undefined],
    ['Service api :80', 'muted', 'Service/shop/api'],
    ['ingress: deny', 'good', 'NetworkPolicy/shop/deny'],
    ['egress: open', 'doubtful', undefined],
  ]);
});

test('who reaches it is at the left, what it reaches at the right', () => {
  const { boxes, edges } = focus({ incoming: [group('in')], outgoing: [group('out')] });
  expect(boxes.map(({ id }) => id)).toEqual(['in', 'Deployment/shop/api', 'out']);
  const [left, middle, right] = boxes.map(({ x }) => x);
  expect([(left ?? 0) < (middle ?? 0), (middle ?? 0) < (right ?? 0)]).toEqual([true, true]);
  expect(edges.map(({ from, to }) => `${from} > ${to}`)).toEqual([
    'in > Deployment/shop/api',
    'Deployment/shop/api > out',
  ]);
});

describe('a line', () => {
  const pillOf = (rest: Partial<FocusGroup>): string => {
    const [edge] = focus({ incoming: [group('in', rest)] }).edges;
    return `${edge?.style} ${edge?.pill?.sign} ${edge?.pill?.text.full}`;
  };

  test('says the ports, or why there are none', () => {
    expect(pillOf({})).toBe('allowed ✓ TCP 8080');
    expect(pillOf({ verdict: 'denied', ports: '', note: 'no ingress' })).toBe('denied ✗ no ingress');
    expect(pillOf({ verdict: 'one-sided', note: 'no ingress' })).toBe('one-sided ◐ TCP 8080, no ingress');
    expect(pillOf({ verdict: 'declared', ports: '80', note: '' })).toBe('declared  80');
  });

  test('says what matters most where not all of it fits, and cuts nothing', () => {
    const wide = { ports: 'TCP 8080, 9090, UDP 53', note: 'no ingress' };
    const pill = (rest: Partial<FocusGroup>): string | undefined =>
      focus({ incoming: [group('in', { ...wide, ...rest })] }, 700).edges[0]?.pill?.text.text;
    expect(pill({ verdict: 'one-sided' })).toBe('no ingress');
    expect(pill({ ports: 'TCP 8080', note: 'no policy' })).toBe('TCP 8080');
    expect(pill({ ports: 'TCP 80, 90', note: '' })).toBe('TCP 80, 90');
    expect(pill({ note: '' })).toBe('8080 +2');
  });

  test('is heard as it is seen', () => {
    expect(focus({ incoming: [group('in')] }).edges[0]?.label).toBe(
      'shop to Deployment api: ✓ allowed: TCP 8080',
    );
  });
});

test('groups say how many more there are', () => {
  const [box, many] = focus({
    incoming: [group('a', { more: 3 }), group('b', { members: [], more: 612 })],
  }).boxes;
  expect(box?.lines.map(({ text }) => text)).toEqual(['Deployment web', '+3 like these']);
  expect(many?.lines.map(({ text }) => text)).toEqual(['612 workloads']);
});

test('more groups than one can look at are counted', () => {
  const many = Array.from({ length: MOST_GROUPS + 2 }, (_, i) => group(`g${i}`, { more: 4 }));
  expect(focus({ incoming: many }).left).toEqual({ links: 2, nodes: 10 });
});

test.each([200, 420, 700, 1000, 2400])(
  'in %i pixels no box covers another, and pills fit between them',
  (width) => {
    const groups = (side: string): FocusGroup[] =>
      Array.from({ length: 8 }, (_, i) =>
        group(`${side}${i}`, { ports: 'TCP 8080, 9090, 9091, 10000-20000, UDP 53' }),
      );
    const { boxes, edges } = focus({ incoming: groups('i'), outgoing: groups('o') }, width);
    const covers = (a: { x: number; width: number; y: number; height: number }, b: typeof a): boolean =>
      a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    for (const [i, box] of boxes.entries()) {
      expect(boxes.slice(i + 1).filter((other) => covers(box, other))).toEqual([]);
      expect(edges.filter(({ pill }) => pill && covers(pill, box))).toEqual([]);
    }
  },
);

test('a policy stands between those it lets in and those it lets reach', () => {
  const overlay: PolicyOverlay = {
    id: 'NetworkPolicy/shop/p',
    kind: 'NetworkPolicy',
    name: 'p',
    namespace: 'shop',
    subjects: {
      label: 'app=api in shop',
      members: [{ label: 'Deployment api', id: 'Deployment/shop/api' }],
      more: 0,
    },
    rules: [
      {
        direction: 'ingress',
        number: 1,
        action: 'allow',
        ports: 'TCP 80',
        peers: [{ id: 'in', type: 'pods', label: 'app=web in shop', members: [], more: 0 }],
        at: { document: 1, path: '', part: 'value' },
      },
      {
        direction: 'egress',
        number: 1,
        action: 'deny',
        ports: 'all ports',
        peers: [{ id: 'out', type: 'everything', label: 'everyone', members: [], more: 0 }],
        at: { document: 1, path: '', part: 'value' },
      },
    ],
    isolates: ['ingress'],
    opens: { count: 0, examples: [] },
    closes: { count: 1, examples: ['a → b'] },
  };
  const { boxes, edges } = drawPolicy(overlay, { width: 1000, selected: undefined });
  expect(boxes.map(({ title, shape }) => `${shape} ${title.full}`)).toEqual([
    'unseen app=web in shop',
    'policy NetworkPolicy p',
    'outside everyone',
  ]);
  expect(edges.map(({ style, pill }) => `${style} ${pill?.text.full}`)).toEqual([
    'allowed TCP 80, rule 1',
    'denied all ports, rule 1 denies',
  ]);
  expect(boxes[1]?.lines.map(({ text }) => text)).toContain('alone closes 1 connection');
});
