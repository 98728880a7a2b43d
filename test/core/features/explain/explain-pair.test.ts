import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  explainPair,
  type Fate,
  type Side,
} from '../../../../server/src/core/features/explain/explain-pair.ts';
import { evaluateConnection } from '../../../../server/src/core/reach/evaluate-connection.ts';
import { podsOf } from '../../../../server/src/core/reach/pairs/pod-classes.ts';
import * as ports from '../../../../server/src/core/reach/port-set.ts';
import { allows } from '../../../../server/src/core/reach/reasons-for.ts';
import { openWorkspace } from '../../../support/workspace.ts';
import { clusters, writeCompactCluster } from '../../reach/naive-cluster.ts';

const portsOf = (fates: readonly Fate[]): ports.PortSet =>
  fates.map((fate) => fate.ports).reduce(ports.union, ports.NO_PORTS);

/** What a reader would take offence at: reasons that do not lead to the answer, or an open answer without a doubt. */
function offences({ answer, reasons, doubt }: Side): string[] {
  const texts = reasons.map(({ text }) => text).join('; ');
  const opens = reasons.some(({ reason }) => reason.type === 'default' || allows(reason));
  const closes = reasons.some(
    ({ reason }) => reason.type === 'isolation' || (reason.type === 'ruling' && reason.action === 'deny'),
  );
  if (reasons.length === 0) return ['no reason'];
  if (answer === 'allowed' && (!opens || /perhaps/.test(texts))) return [`allowed, but ${texts}`];
  if (answer === 'denied' && (!closes || /perhaps/.test(texts))) return [`denied, but ${texts}`];
  const doubts = [doubt, ...reasons.map((one) => one.doubt)].filter((one) => one !== undefined);
  return (answer === 'depends') === doubts.length > 0 ? [] : [`${answer}, with doubts: ${doubts.join('; ')}`];
}

test.each([
  ['plain manifests', false],
  ['templates', true],
])('each port is told once, with reasons that lead to its fate: %s', (_, templates) => {
  fc.assert(
    fc.property(clusters(templates), (cluster) => {
      const view = openWorkspace(writeCompactCluster(cluster)).view();
      const ends = podsOf(view).map(({ endpoint }) => endpoint);
      for (const from of ends) {
        for (const to of ends) {
          const verdict = evaluateConnection(view, from, to);
          const fates = explainPair(verdict, from, to, ports.ALL_PORTS);
          const count = fates.reduce(
            (sum, fate) =>
              sum + ports.rangesOf(fate.ports).reduce((n, range) => n + range.to - range.from + 1, 0),
            0,
          );
          expect(count).toBe(3 * 65_535);
          expect(portsOf(fates)).toEqual(ports.ALL_PORTS);
          expect(portsOf(fates.filter(({ answer }) => answer === 'allowed'))).toEqual(verdict.allowed);
          expect(portsOf(fates.filter(({ answer }) => answer !== 'denied'))).toEqual(verdict.possible);
          expect(fates.flatMap(({ sides }) => sides.flatMap(offences))).toEqual([]);
        }
      }
    }),
    { numRuns: 300 },
  );
});
