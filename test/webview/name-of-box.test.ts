import { expect, test } from 'vitest';
import { nameOfBox, nameOfEdge, nameOfFrame } from '../../client/webview/name-of-box.ts';
import { drawFocus } from '../../server/src/core/drawing/draw-focus.ts';
import { drawMap } from '../../server/src/core/drawing/draw-map.ts';
import type { Scene } from '../../server/src/core/drawing/scene.ts';
import type { Topology } from '../../server/src/core/topology/topology.ts';
import type { Focus, NamespaceLinks } from '../../server/src/core/topology/topology-question.ts';
import { shopAnswers } from './fixture-topology.ts';

const answers = shopAnswers();
const words = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

function mapOf(expanded: readonly string[]): Scene {
  const links = answers({ type: 'links', namespaces: expanded }) as readonly NamespaceLinks[];
  return drawMap({
    topology: answers({ type: 'topology' }) as Topology,
    links: new Map(links.map((one) => [one.namespace, one])),
    expanded: new Set(expanded),
    selected: undefined,
    slots: {},
    width: 1200,
    changes: [],
    isShown: () => true,
  }).scene;
}

const focus = (id: string): Scene =>
  drawFocus(answers({ type: 'focus', id }) as Focus, { width: 700, selected: undefined });

test.each([
  ['a map', mapOf([])],
  ['expanded namespaces', mapOf(['shop', 'payments', 'data'])],
  ['a workload in focus', focus('Deployment/shop/api')],
  ['a Service in focus', focus('Service/shop/api')],
])('names hold the words that are seen, in their order: %s', (_, { boxes, frames, edges }) => {
  for (const box of boxes) {
    const seen = [box.title, ...box.lines, ...box.badges].map(({ text }) => text).join(' ');
    expect(words(nameOfBox(box)).toLowerCase()).toContain(words(seen).toLowerCase());
  }
  for (const frame of frames)
    expect(words(nameOfFrame(frame))).toContain(words(`${frame.title.text} ${frame.subtitle.text}`));
  for (const edge of edges) expect(words(nameOfEdge(edge))).toContain(words(edge.pill?.text.text ?? ''));
});
