import { describe, expect, test } from 'vitest';
import { createViewSession, type ViewSession } from '../../../client/src/topology/view-session.ts';
import type { HostMessage, TopologyParams, TopologyResult } from '../../../server/src/protocol/topology.ts';

const [A, B] = [
  { id: 'file:///a', name: 'a' },
  { id: 'file:///b', name: 'b' },
];
const WEB = 'Deployment/default/web';

/** A question that the server has been asked, and how it answers. */
interface Asked {
  readonly params: TopologyParams;
  readonly answer: (environment?: TopologyResult['environment']) => Promise<void>;
  readonly fail: (message: string) => Promise<void>;
}

interface Talk {
  readonly session: ViewSession;
  readonly asked: Asked[];
  /** What the page was told, by type and what tells one from another. */
  readonly told: string[];
}

function talk(restored?: string): Talk {
  const asked: Asked[] = [];
  const told: string[] = [];
  const settled = async (): Promise<void> => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  const ask = (params: TopologyParams): Promise<TopologyResult> =>
    new Promise((resolve, reject) => {
      asked.push({
        params,
        answer: (environment = [A, B].find(({ id }) => id === params.environment) ?? A) => {
          resolve({ environment, environments: [A, B], answer: null });
          return settled();
        },
        fail: (message) => {
          reject(new Error(message));
          return settled();
        },
      });
    });
  const session = createViewSession(
    {
      ask,
      post: (message) => told.push(inShort(message)),
      uri: () => 'file:///a/x.yaml',
      follows: () => false,
      texts: () => ({}),
    },
    restored,
  );
  return { session, asked, told };
}

function inShort(message: HostMessage): string {
  switch (message.type) {
    case 'settings':
      return `settings ${message.environment.name}`;
    case 'unavailable':
      return `unavailable: ${message.message}`;
    case 'answer':
      return `answer ${message.seq}`;
    case 'failure':
      return `failure ${message.seq}: ${message.message}`;
    case 'show':
      return `${message.focus ? 'focus' : 'mark'} ${message.id}`;
    case 'command':
      return message.command;
    case 'changed':
      return 'changed';
  }
}

const question = { type: 'topology' } as const;
const asking = (seq: number, environment: string) => ({ type: 'ask', seq, environment, question }) as const;

/** A talk with a page that knows its settings. */
async function opened(): Promise<Talk> {
  const one = talk();
  void one.session.ready();
  await one.asked[0]?.answer();
  one.asked.length = 0;
  one.told.length = 0;
  return one;
}

describe('the conversation with the view', () => {
  test('begins with the environment of the manifest that the user looks at, or with the one of before', async () => {
    const fresh = talk();
    void fresh.session.ready();
    expect(fresh.asked[0]?.params).toMatchObject({ uri: 'file:///a/x.yaml' });
    await fresh.asked[0]?.answer();
    expect(fresh.told).toEqual(['settings a']);
    const restored = talk(B.id);
    void restored.session.ready();
    await restored.asked[0]?.answer();
    expect(restored.told).toEqual(['settings b']);
  });

  test('keeps what is meant for the page until it knows its settings', async () => {
    const { session, asked, told } = talk();
    void session.focus({ environment: B.id, node: WEB });
    session.command('fit');
    session.changed();
    void session.ready();
    await asked[0]?.answer();
    expect(told).toEqual(['settings b', `focus ${WEB}`, 'fit']);
  });

  test('says why there are no settings, and goes on when the page asks again', async () => {
    const { session, asked, told } = talk();
    session.command('fit');
    void session.ready();
    await asked[0]?.fail('no server');
    expect(told).toEqual(['unavailable: no server']);
    void session.ready();
    await asked[1]?.answer();
    expect(told.slice(1)).toEqual(['settings a', 'fit']);
  });

  test('goes on by itself when a server starts', async () => {
    const { session, asked, told } = talk();
    await session.serverStarted();
    expect(asked).toEqual([]);
    void session.ready();
    await asked[0]?.fail('no server');
    void session.serverStarted();
    await asked[1]?.answer();
    expect(told.slice(1)).toEqual(['settings a']);
    void session.serverStarted();
    await asked[2]?.answer();
    expect(told.slice(2)).toEqual(['settings a', 'changed']);
  });

  test('asks about the environment that the page asks about, whatever has been chosen since', async () => {
    const { session, asked, told } = await opened();
    void session.answer(asking(1, A.id));
    void session.switchTo(B.id);
    expect(asked.map(({ params }) => params.environment)).toEqual([A.id, B.id]);
    await asked[1]?.answer();
    await asked[0]?.answer();
    expect(told).toEqual(['settings b', 'answer 1']);
    expect(session.environment()).toBe(B.id);
  });

  test('of two environments that are chosen quickly the last one is shown', async () => {
    const { session, asked, told } = await opened();
    void session.switchTo(B.id);
    void session.switchTo(A.id);
    await asked[1]?.answer();
    await asked[0]?.answer();
    expect(told).toEqual(['settings a']);
  });

  test('tells the page when its environment is gone', async () => {
    const { session, asked, told } = await opened();
    void session.answer(asking(1, A.id));
    await asked[0]?.answer(B);
    expect(told).toEqual(['settings b', 'answer 1']);
  });

  test('drops what another page has asked for', async () => {
    const { session, asked, told } = await opened();
    void session.answer(asking(1, A.id));
    void session.answer(asking(2, A.id));
    session.hidden();
    await asked[0]?.answer();
    void session.ready();
    await asked[1]?.fail('late');
    await asked[2]?.answer();
    expect(told).toEqual(['settings a']);
  });

  test('shows the environment of a node that is wanted, and marks none of another one', async () => {
    const { session, asked, told } = await opened();
    session.mark({ environment: B.id, node: WEB });
    session.mark({ environment: A.id, node: WEB });
    expect(told).toEqual([`mark ${WEB}`]);
    void session.focus({ environment: B.id, node: WEB });
    await asked[0]?.answer();
    expect(told.slice(1)).toEqual(['settings b', `focus ${WEB}`]);
  });

  test('tells why a question has no answer', async () => {
    const { session, asked, told } = await opened();
    void session.answer(asking(3, A.id));
    await asked[0]?.fail('no server');
    session.changed();
    expect(told).toEqual(['failure 3: no server', 'changed']);
  });
});
