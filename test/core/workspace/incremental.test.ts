import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKindTable } from '../../../server/src/core/kinds/lower-chunk.ts';
import { KINDS } from '../../../server/src/core/kinds/registry.gen.ts';
import type { Finding } from '../../../server/src/core/model/finding.ts';
import type { Source } from '../../../server/src/core/model/source.ts';
import { type Analysis, createAnalysis } from '../../../server/src/core/rules/analysis.ts';
import { RULES } from '../../../server/src/core/rules/registry.gen.ts';
import { divideBy } from '../../../server/src/core/workspace/division.ts';
import { createHost, type Host } from '../../../server/src/core/workspace/host.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/core/workspace/settings.ts';
import type { ManifestChange } from '../../../server/src/core/workspace/snapshot.ts';
import { arbitrarySteps, arbitraryTexts } from '../../support/arbitrary-changes.ts';

/** A workspace that lives through changes, as the language server's does. */
interface Live {
  readonly host: Host;
  readonly analysis: Analysis;
  readonly apply: (changes: readonly ManifestChange[]) => void;
}

function startLive(): Live {
  const host = createHost({
    kinds: createKindTable(KINDS),
    settingsOf: () => DEFAULT_SETTINGS,
    divide: divideBy(() => ['workspace']),
  });
  const analysis = createAnalysis(RULES, (rule, error) => {
    throw new Error(`${rule} failed`, { cause: error });
  });
  return {
    host,
    analysis,
    apply: (changes) => {
      analysis.invalidate(host.apply(changes));
      for (const _ of analysis.run(host.snapshot(), () => true));
    },
  };
}

function startFresh(texts: ReadonlyMap<string, string>): Live {
  const live = startLive();
  live.apply([...texts].map(([uri, text]) => ({ uri, text, editedAt: undefined })));
  return live;
}

/** The findings as people see them: where, what, and the other ends, in no order. */
function shown({ host, analysis }: Live): string[] {
  const place = (source: Source): string => {
    const found = host.locator.locate(host.snapshot(), source);
    return found ? `${found.uri} ${found.span.start}-${found.span.end}` : 'nowhere';
  };
  const line = ({ at, severity, message, related }: Finding): string =>
    [
      `${place(at)} ${severity} ${message}`,
      ...related.map((end) => `${place(end.at)} ${end.message}`).sort(),
    ].join(' | ');
  return analysis.all().map(line).sort();
}

function broken({ host }: Live): string[] {
  return [...host.snapshot().manifests.values()]
    .flatMap(({ uri, chunks }) =>
      chunks.filter(({ document }) => document.broken).map(({ span }) => `${uri} ${span.start}`),
    )
    .sort();
}

/** The names that more than one document defines, sorted: they stand in the order in which they were read. */
function duplicates({ host }: Live): string[] {
  return [...host.snapshot().environments.values()]
    .flatMap(({ namespaces }) =>
      [...namespaces.values()].flatMap(({ byName }) =>
        [...byName.values()].flatMap((names) =>
          [...names].filter(([, resources]) => resources.length > 1).map(([name]) => name),
        ),
      ),
    )
    .sort();
}

/**
 * The test that keeps all the rest honest: whatever was kept, shared or left out on the way, the answers must be those
 * of somebody who sees the texts for the first time. What is broken is compared always, findings with two exceptions:
 *
 * - While a document is broken. On purpose it keeps the facts that it had when it was whole, which nobody can know who
 *   never saw it whole.
 * - While a name is defined twice. Of two that are equally right the one that was read first is asked first, and a
 *   fresh start reads in another order.
 */
test('after any changes the findings are those of a fresh start', () => {
  let compared = 0;
  let found = 0;
  fc.assert(
    fc.property(arbitraryTexts, arbitrarySteps, (initial, steps) => {
      const texts = new Map(initial);
      const live = startFresh(texts);
      for (const { run } of steps) {
        live.apply(run(texts));
        const fresh = startFresh(texts);
        expect(broken(live)).toEqual(broken(fresh));
        if (broken(live).length > 0) continue;
        expect(duplicates(live)).toEqual(duplicates(fresh));
        if (duplicates(live).length > 0) continue;
        const expected = shown(fresh);
        expect(shown(live)).toEqual(expected);
        compared += 1;
        found += expected.length;
      }
    }),
    { numRuns: 100 },
  );
  expect(compared).toBeGreaterThan(100);
  expect(found).toBeGreaterThan(100);
});
