import type {
  HostMessage,
  NodeRef,
  TopologyParams,
  TopologyResult,
  ViewCommand,
  ViewMessage,
} from '../../../server/src/protocol/topology.ts';

/** The conversation with the page of a view, which is gone whenever it is hidden and starts anew when it is shown. */
export interface ViewSession {
  /** The id of the environment that is shown; undefined until the server has named one. */
  readonly environment: () => string | undefined;
  /** A page is there and wants to know its settings. What was meant for it meanwhile comes behind them. */
  readonly ready: () => Promise<void>;
  /** The page is gone: what is on its way to it is dropped. */
  readonly hidden: () => void;
  readonly answer: (message: Extract<ViewMessage, { type: 'ask' }>) => Promise<void>;
  readonly switchTo: (environment: string) => Promise<void>;
  /** Puts a node in the middle, and shows its environment for that; undefined is no node in particular. */
  readonly focus: (node: NodeRef) => Promise<void>;
  /** Marks a node that the cursor has come to, if its environment is the one that is shown. */
  readonly mark: (node: NodeRef) => void;
  readonly command: (command: ViewCommand) => void;
  /** Something may be different: the page has to ask again. */
  readonly changed: () => void;
  /** There is a new server, which has told nothing yet. */
  readonly serverStarted: () => Promise<void>;
}

/** What the conversation goes through. */
export interface ViewHost {
  readonly ask: (params: TopologyParams) => Promise<TopologyResult>;
  readonly post: (message: HostMessage) => void;
  /** The manifest whose environment is shown first. */
  readonly uri: () => string | undefined;
  readonly follows: () => boolean;
  readonly texts: () => Readonly<Record<string, string>>;
}

/** Begins a conversation; `restored` is the environment that the view showed before the window was reloaded. */
export function createViewSession(host: ViewHost, restored: string | undefined): ViewSession {
  let environment = restored;
  /** The environments that the page knows of, as text; undefined while it knows no settings. */
  let told: string | undefined;
  /** Whether a page has asked for settings, be it that it got none. */
  let isWaiting = false;
  let forLater: HostMessage[] = [];
  /** Numbers start anew with each page: an answer that another one asked for would be taken for its own. */
  let page = 0;
  /** Of several settings on their way those that were asked for last are right. */
  let introduction = 0;

  const post = (message: HostMessage): void => {
    if (told === undefined) forLater.push(message);
    else host.post(message);
  };
  const tell = (result: TopologyResult): void => {
    const { environments } = result;
    environment = result.environment.id;
    told = namesIn(result);
    const settings = { environment: result.environment, environments };
    host.post({ type: 'settings', ...settings, follow: host.follows(), texts: host.texts() });
    for (const message of forLater) host.post(message);
    forLater = [];
  };
  const introduce = async (params: Omit<TopologyParams, 'question'>): Promise<void> => {
    introduction += 1;
    const [ownPage, own] = [page, introduction];
    const isLast = (): boolean => ownPage === page && own === introduction;
    try {
      // Whatever is asked is answered with the names of the environments; this costs nothing.
      const result = await host.ask({ ...params, question: { type: 'links', namespaces: [] } });
      if (isLast()) tell(result);
    } catch (error) {
      if (isLast()) host.post({ type: 'unavailable', message: messageOf(error), texts: host.texts() });
    }
  };
  const shown = (): Omit<TopologyParams, 'question'> => {
    const uri = host.uri();
    return { ...(environment === undefined ? {} : { environment }), ...(uri === undefined ? {} : { uri }) };
  };
  const turnPage = (isThere: boolean): void => {
    page += 1;
    told = undefined;
    isWaiting = isThere;
  };

  return {
    environment: () => environment,
    ready: () => {
      turnPage(true);
      return introduce(shown());
    },
    hidden: () => turnPage(false),
    answer: async ({ seq, environment: about, question }) => {
      const asking = page;
      try {
        const result = await host.ask({ environment: about, question });
        if (asking !== page) return;
        // Environments come and go with folders and files; the one that was asked about may be gone.
        if (about === environment && namesIn(result) !== told) tell(result);
        host.post({ type: 'answer', seq, answer: result.answer });
      } catch (error) {
        if (asking === page) host.post({ type: 'failure', seq, message: messageOf(error) });
      }
    },
    switchTo: (id) => introduce({ environment: id }),
    focus: async (node) => {
      if (node.environment !== environment) {
        environment = node.environment;
        if (isWaiting) await introduce({ environment });
      }
      post({ type: 'show', id: node.node, focus: true });
    },
    mark: (node) => {
      if (told !== undefined && node.environment === environment)
        host.post({ type: 'show', id: node.node, focus: false });
    },
    command: (command) => post({ type: 'command', command }),
    changed: () => {
      if (told !== undefined) host.post({ type: 'changed' });
    },
    serverStarted: async () => {
      if (!isWaiting) return;
      const knewAnother = told !== undefined;
      await introduce(shown());
      if (knewAnother) host.post({ type: 'changed' });
    },
  };
}

function namesIn({ environment, environments }: TopologyResult): string {
  return JSON.stringify([environment, environments]);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
