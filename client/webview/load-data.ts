import type { Topology } from '../../server/src/core/topology/topology.ts';
import type { Channel } from './channel.ts';
import { kept, without } from './kept-answers.ts';
import { makeSearchIndex } from './search-index.ts';
import { takeOver } from './take-over.ts';
import { keyOfExplained, keyOfPlace, NOTHING, type ViewData } from './view-data.ts';
import type { Explained, ViewState } from './view-state.ts';

/** Asks for what a state shows and is not known yet. */
export interface DataLoader {
  readonly data: () => ViewData;
  readonly want: (state: ViewState) => void;
  /** Something may have changed: everything that is shown is asked for again, and what is shown stays until then. */
  readonly refresh: () => void;
  /** Forgets everything: it was about another environment. */
  readonly reset: () => void;
  /** Asks once more what could not be answered. */
  readonly retry: (key: string) => void;
  /** Nothing can be asked, and why. */
  readonly fail: (failure: string) => void;
}

/** `changed` is called whenever more is known; `gone` when what is in focus is no longer there. */
export function dataLoader(channel: Channel, changed: () => void, gone: (id: string) => void): DataLoader {
  let data = NOTHING;
  /** What was asked for since the last change; nothing is asked twice. */
  let asked = new Set<string>();
  let epoch = 0;

  const learn = (part: Partial<ViewData>): void => {
    data = { ...data, ...part };
    changed();
  };

  /** Asks once in every epoch, and again only when somebody retries. Late answers about an older state are dropped. */
  const once = async <Answer>(
    key: string,
    ask: () => Promise<Answer>,
    take: (answer: Answer) => void,
  ): Promise<void> => {
    if (asked.has(key)) return;
    asked.add(key);
    const asking = epoch;
    try {
      const answer = await ask();
      if (asking !== epoch) return;
      if (data.failures.has(key)) learn({ failures: without(data.failures, key) });
      take(answer);
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      if (asking === epoch) learn({ failures: kept(data.failures, key, failure) });
    }
  };

  const wantTopology = (): void => {
    void once(
      'topology',
      () => channel.ask({ type: 'topology' }),
      (topology) => {
        if (topology.hash === data.topology?.hash) return;
        learn({ topology: keepEqual(topology, data.topology), index: makeSearchIndex(topology) });
      },
    );
  };

  const wantLinks = (state: ViewState): void => {
    const known = new Set(data.topology?.namespaces.map(({ name }) => name));
    const namespaces = (state.expanded ?? []).filter(
      (name) => known.has(name) && !asked.has(`links ${name}`),
    );
    if (namespaces.length === 0) return;
    for (const name of namespaces) asked.add(`links ${name}`);
    void once(
      `links of ${namespaces.join(' ')}`,
      () => channel.ask({ type: 'links', namespaces }),
      (links) => {
        const known = takeOver(links, [...data.links.values()], ({ namespace }) => namespace);
        learn({ links: new Map([...data.links, ...known.map((each) => [each.namespace, each] as const)]) });
      },
    );
  };

  const wantPlace = ({ place }: ViewState): void => {
    if (place.level === 'map') return;
    const { id } = place;
    if (place.level === 'focus') {
      void once(
        keyOfPlace(place),
        () => channel.ask({ type: 'focus', id }),
        (focus) => {
          if (focus === undefined) gone(id);
          else learn({ focuses: kept(data.focuses, id, focus) });
        },
      );
    } else {
      void once(
        keyOfPlace(place),
        () => channel.ask({ type: 'policy', id }),
        (policy) => {
          if (policy === undefined) gone(id);
          else learn({ policies: kept(data.policies, id, policy) });
        },
      );
    }
  };

  const wantExplanation = (explained: Explained): void => {
    const key = keyOfExplained(explained);
    void once(
      key,
      () => channel.ask({ type: 'explain', ...explained }),
      (answer) => learn({ explanations: kept(data.explanations, key, answer) }),
    );
  };

  return {
    data: () => data,
    want: (state) => {
      wantTopology();
      if (state.tab === 'map' && state.place.level === 'map') wantLinks(state);
      if (state.tab === 'map') wantPlace(state);
      if (state.changes) {
        void once(
          'changes',
          () => channel.ask({ type: 'changes' }),
          (changes) => learn({ changes: changes ?? 'incomparable' }),
        );
      }
      if (state.explained !== undefined) wantExplanation(state.explained);
    },
    retry: (key) => {
      asked.delete(key);
      learn({ failures: without(data.failures, key) });
    },
    refresh: () => {
      epoch += 1;
      asked = new Set();
      const failures = [...data.failures].filter(([key]) => key === 'topology');
      data = { ...data, failures: new Map(failures) };
    },
    reset: () => {
      epoch += 1;
      asked = new Set();
      data = NOTHING;
    },
    fail: (failure) => learn({ failures: kept(data.failures, 'topology', failure) }),
  };
}

function keepEqual(topology: Topology, former: Topology | undefined): Topology {
  if (former === undefined) return topology;
  return {
    ...topology,
    nodes: takeOver(topology.nodes, former.nodes, ({ id }) => id),
    links: takeOver(topology.links, former.links, ({ from, to, type }) => `${from} ${to} ${type}`),
  };
}
