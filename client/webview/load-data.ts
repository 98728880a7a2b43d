import type { Topology } from '../../server/src/core/topology/topology.ts';
import type { Channel } from './channel.ts';
import { makeSearchIndex } from './search-index.ts';
import { takeOver } from './take-over.ts';
import { NOTHING, type ViewData } from './view-data.ts';
import type { ViewState } from './view-state.ts';

/** Asks for what a state shows and is not known yet. */
export interface DataLoader {
  readonly data: () => ViewData;
  readonly want: (state: ViewState) => void;
  /** Something may have changed: everything that is shown is asked for again, and what is shown stays until then. */
  readonly refresh: () => void;
  /** Forgets everything: it was about another environment. */
  readonly reset: () => void;
  /** Nothing can be asked, and why. */
  readonly fail: (failure: string) => void;
}

/** `changed` is called whenever more is known; `gone` when what is in focus is no longer there. */
export function dataLoader(channel: Channel, changed: () => void, gone: () => void): DataLoader {
  let data = NOTHING;
  /** What was asked for since the last change; nothing is asked twice. */
  let asked = new Set<string>();
  let epoch = 0;

  const learn = (part: Partial<ViewData>): void => {
    data = { ...data, ...part };
    changed();
  };

  /** Late answers about an older state are dropped. */
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
      if (asking === epoch) take(answer);
    } catch (error) {
      if (asking === epoch) learn({ failure: error instanceof Error ? error.message : String(error) });
    }
  };

  const wantTopology = (): void => {
    void once(
      'topology',
      () => channel.ask({ type: 'topology' }),
      (topology) => {
        const isSame = topology.hash === data.topology?.hash;
        if (isSame && data.failure === undefined) return;
        learn({
          topology: isSame ? data.topology : keepEqual(topology, data.topology),
          index: isSame ? data.index : makeSearchIndex(topology),
          failure: undefined,
        });
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
        const kept = takeOver(links, [...data.links.values()], ({ namespace }) => namespace);
        learn({ links: new Map([...data.links, ...kept.map((each) => [each.namespace, each] as const)]) });
      },
    );
  };

  const wantPlace = ({ place }: ViewState): void => {
    if (place.level === 'focus') {
      void once(
        `focus ${place.id}`,
        () => channel.ask({ type: 'focus', id: place.id }),
        (focus) => {
          if (focus === undefined) gone();
          else learn({ focus });
        },
      );
    } else if (place.level === 'policy') {
      void once(
        `policy ${place.id}`,
        () => channel.ask({ type: 'policy', id: place.id }),
        (policy) => {
          if (policy === undefined) gone();
          else learn({ policy });
        },
      );
    }
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
          (changes) => learn({ changes }),
        );
      }
      if (state.explained !== undefined) {
        const { explained } = state;
        const key = JSON.stringify(explained);
        void once(
          `explain ${key}`,
          () => channel.ask({ type: 'explain', ...explained }),
          (answer) => learn({ explanation: { key, answer } }),
        );
      }
    },
    refresh: () => {
      epoch += 1;
      asked = new Set();
    },
    reset: () => {
      epoch += 1;
      asked = new Set();
      data = NOTHING;
    },
    fail: (failure) => learn({ failure }),
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
