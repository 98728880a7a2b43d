import { describe, expect, test } from 'vitest';
import { parseFilter } from '../../client/webview/parse-filter.ts';
import { makeSearchIndex, search } from '../../client/webview/search-index.ts';
import type { Topology } from '../../server/src/core/topology/topology.ts';
import { shopAnswers } from './fixture-topology.ts';

const graph = shopAnswers()({ type: 'topology' }) as Topology;
const find = (typed: string): readonly string[] =>
  search(makeSearchIndex(graph), parseFilter(typed)).map(({ id }) => id);

describe('the filter', () => {
  test('takes its parts apart', () => {
    expect(
      parseFilter('web ns:shop KIND:Service label:app=web port:80 policy:"a b" verdict:blocked'),
    ).toEqual({
      words: ['web'],
      namespaces: ['shop'],
      kinds: ['service'],
      labels: ['app=web'],
      ports: ['80'],
      verdicts: ['denied', 'one-sided'],
      policy: 'a b',
    });
  });

  test.each([
    ['blocked', ['denied', 'one-sided']],
    ['denied', ['denied', 'one-sided']],
    ['allowed', ['allowed']],
    ['one', ['one-sided']],
    ['dep', ['depends']],
  ])('knows the verdict %s', (word, verdicts) => {
    expect(parseFilter(`verdict:${word}`).verdicts).toEqual(verdicts);
  });

  test('takes an unknown key for a word', () => {
    expect(parseFilter('http://api:80').words).toEqual(['http://api:80']);
  });

  test.each(['ports', 'nsd', 'constructor:x', 'kinds'])('takes %s for a word', (word) => {
    expect(parseFilter(word)).toMatchObject({ words: [word], namespaces: [], kinds: [], ports: [] });
  });

  test('finds by every part at once', () => {
    expect(find('ns:shop kind:deploy web')).toEqual(['Deployment/shop/web']);
    expect(find('port:5432')).toEqual(['Deployment/data/db', 'Service/data/db']);
    expect(find('label:app=ledger')).toEqual(['Deployment/payments/ledger']);
    expect(find('')).toEqual([]);
  });
});
