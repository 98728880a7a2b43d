import { expect, test } from 'vitest';
import { isViewMessage } from '../../../client/src/topology/is-view-message.ts';
import type { ViewMessage } from '../../../server/src/protocol/topology.ts';

const ask = { type: 'ask', seq: 1, environment: 'a' } as const;
const allow = { type: 'allow', from: 'a', to: 'b', port: 80, protocol: 'TCP' } as const;
const source = { document: 1, path: '/spec', part: 'value' } as const;

const GOOD: readonly ViewMessage[] = [
  { type: 'ready' },
  { ...ask, question: { type: 'topology' } },
  { ...ask, question: { type: 'links', namespaces: ['shop'] } },
  { ...ask, question: { type: 'focus', id: 'a' } },
  { ...ask, question: { type: 'explain', from: { node: 'a' }, to: { addresses: '0.0.0.0/0' } } },
  { ...ask, question: { type: 'matrix', rows: [], columns: ['a'], of: 'workloads' } },
  { type: 'environment', id: 'a' },
  { type: 'reveal', target: { node: 'a' }, keepFocus: true },
  { type: 'reveal', target: { source }, keepFocus: true },
  { type: 'reveal', target: { source: { ...source, part: { start: 0, end: 1 } } }, keepFocus: true },
  {
    type: 'reveal',
    target: { source: { ...source, within: { text: 'a', occurrence: 0 } } },
    keepFocus: true,
  },
  allow,
  { type: 'copy', text: 'a' },
  { type: 'save', name: 'a.svg', text: '<svg/>', encoding: 'utf8' },
  { type: 'follow', on: false },
];

test.each(GOOD)('the view sends %j', (message) => {
  expect(isViewMessage(message)).toBe(true);
  // What JSON makes of it is what arrives.
  expect(isViewMessage(JSON.parse(JSON.stringify(message)))).toBe(true);
});

test.each([
  undefined,
  null,
  'ready',
  {},
  { type: 'of another version' },
  { ...ask, question: undefined },
  { ...ask, question: { type: 'everything' } },
  { ...ask, question: { type: 'links', namespaces: 'shop' } },
  { ...ask, question: { type: 'links', namespaces: [1] } },
  { ...ask, question: { type: 'focus' } },
  { ...ask, question: { type: 'explain', from: {}, to: { node: 'a' } } },
  { ...ask, question: { type: 'matrix', rows: [], columns: [], of: 'pods' } },
  { ...ask, environment: undefined, question: { type: 'topology' } },
  { ...allow, port: 80.5 },
  { ...allow, protocol: 'HTTP' },
  { type: 'reveal', target: { source: {} }, keepFocus: true },
  { type: 'reveal', target: { source: { ...source, path: 1 } }, keepFocus: true },
  { type: 'reveal', target: { source: { ...source, part: 'all' } }, keepFocus: true },
  { type: 'reveal', target: { node: 'a' } },
  { type: 'save', name: 'a', text: 'a', encoding: 'latin1' },
  { type: 'follow', on: 'yes' },
])('%j is none of its messages', (message) => {
  expect(isViewMessage(message)).toBe(false);
});
