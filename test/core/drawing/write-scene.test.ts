import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawMap } from '../../../server/src/core/drawing/draw-map.ts';
import { fitText } from '../../../server/src/core/drawing/fit-text.ts';
import { measureText } from '../../../server/src/core/drawing/measure-text.ts';
import { DARK, LIGHT } from '../../../server/src/core/drawing/palettes.ts';
import type { Scene } from '../../../server/src/core/drawing/scene.ts';
import { writeDot } from '../../../server/src/core/drawing/write-dot.ts';
import { writeMermaid } from '../../../server/src/core/drawing/write-mermaid.ts';
import { escapeXml, writeSvg } from '../../../server/src/core/drawing/write-svg.ts';
import { namespaceLinks } from '../../../server/src/core/topology/namespace-links.ts';
import { pods } from '../../support/pods.ts';
import { policy } from '../../support/policy.ts';
import { stateOf, topologyOf } from '../../support/topology-state.ts';

const SHOP =
  pods('web', { namespace: 'shop' }) +
  pods('api', { namespace: 'shop' }) +
  policy({
    name: 'api',
    namespace: 'shop',
    pods: 'app: api',
    types: 'Ingress',
    ingress: '[{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 80 }] }]',
  });

function sceneOf(source: string): Scene {
  const links = new Map([['shop', namespaceLinks(stateOf(source), 'shop')]]);
  const expanded = new Set(['shop']);
  const options = { selected: undefined, slots: {}, width: 800, changes: [], isShown: () => true };
  return drawMap({ topology: topologyOf(source), links, expanded, ...options }).scene;
}

test('Mermaid', () => {
  expect([...writeMermaid(sceneOf(SHOP))]).toEqual([
    'flowchart LR',
    '  subgraph g0["shop"]',
    '    n0["Deployment web"]',
    '    n1["Deployment api"]',
    '    n2["NetworkPolicy api"]',
    '  end',
    '  n0 -->|"✓ TCP 80"| n1',
    '  linkStyle 0 stroke:#2e7d32',
  ]);
});

test('Graphviz', () => {
  expect([...writeDot(sceneOf(SHOP))].slice(4)).toEqual([
    '  subgraph cluster_0 {',
    '    label="shop";',
    '    n0 [label="Deployment web"];',
    '    n1 [label="Deployment api"];',
    '    n2 [label="NetworkPolicy api"];',
    '  }',
    '  n0 -> n1 [label="✓ TCP 80", style=solid, color="#2e7d32"];',
    '}',
  ]);
});

describe('SVG', () => {
  const svg = writeSvg(sceneOf(SHOP), LIGHT, 'Shop');

  test('has all that is in the picture, and a legend', () => {
    for (const text of ['shop', 'web', 'api', 'TCP 80', 'one side only'])
      expect(svg).toContain(`>${text.replace('one', '◐ one')}</text>`);
    expect(svg).toContain('stroke-dasharray="9 4 2 4"');
  });

  test('stands for itself: nothing is fetched and nothing runs', () => {
    expect(svg).not.toMatch(/<script|<foreignObject|<image|href|url\(|style=/);
    expect(writeSvg(sceneOf(SHOP), DARK, 'Shop')).toContain(DARK.background);
  });
});

describe('names that are no names', () => {
  const hostile = '</text><script>alert(1)</script>"\\"; n0 -> x; `click` #quot; %%{init}%%';
  const scene = sceneOf(SHOP.replaceAll('name: web', `name: '${hostile}'`));

  test('are text in an SVG', () => {
    const written = writeSvg(scene, LIGHT, hostile);
    expect(written).not.toContain('<script');
    expect(written).toContain('&#60;script&#62;');
  });

  test('are text in a Mermaid chart', () => {
    const lines = [...writeMermaid(scene)].filter((line) => line.includes('script'));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.slice(9, -2)).not.toMatch(/["<>`%\\]/);
  });

  test('are text in a graph for Graphviz', () => {
    const [line] = [...writeDot(scene)].filter((one) => one.includes('script'));
    expect(line?.trim()).toMatch(/^n\d+ \[label="(?:[^"\\]|\\.)*"\];$/);
  });

  test('whatever they hold, XML takes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeXml(text);
        expect(escaped).not.toMatch(/[<>"'\ufffe\uffff]/);
        expect([...escaped].filter((one) => one < ' ' && !'\t\n\r'.includes(one))).toEqual([]);
      }),
    );
  });
});

describe('texts that do not fit', () => {
  test('are cut in the middle, because names share their beginnings', () => {
    expect(fitText('payments-settlement-worker', 110, 12).text).toMatch(/^payme.*….*worker$/);
    expect(fitText('web', 110, 12)).toEqual({ text: 'web', full: 'web' });
  });

  test('fit afterwards', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 20, max: 300 }), (text, width) => {
        expect(measureText(fitText(text, width, 12).text, 12)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
