import { env, l10n, type Memento, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { ViewMessage } from '../../../server/src/protocol/topology.ts';
import { applyAllow } from '../commands/allow-traffic.ts';
import type { CursorFollower } from './follow-cursor.ts';
import { openPlace } from './open-place.ts';
import { saveExport } from './save-export.ts';
import type { ViewSession } from './view-session.ts';

/** What messages of the view reach. */
export interface ViewReach {
  /** The client of the server that runs; rejects where none does. */
  readonly client: () => Promise<LanguageClient>;
  readonly session: ViewSession;
  readonly follower: CursorFollower;
  readonly memory: Memento;
}

/** Where it is remembered whether the view follows the cursor. */
export const FOLLOW = 'topology.follow';

/** Does what the view asks for, and tells the user where that cannot be done. */
export async function runViewMessage(message: ViewMessage, reach: ViewReach): Promise<void> {
  try {
    await run(message, reach);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(l10n.t('The topology view could not do that: {0}', words));
  }
}

async function run(message: ViewMessage, { client, session, follower, memory }: ViewReach): Promise<void> {
  const environment = session.environment() ?? '';
  switch (message.type) {
    case 'ready':
      return session.ready();
    case 'ask':
      return session.answer(message);
    case 'environment':
      return session.switchTo(message.id);
    case 'reveal': {
      const { target, keepFocus } = message;
      const params = 'node' in target ? { environment, node: target.node } : target;
      const isThere = await openPlace(await client(), params, keepFocus, (uri, { start }) =>
        follower.ignore(uri, start),
      );
      if (!isThere) void window.showInformationMessage(l10n.t('It is no longer there.'));
      return;
    }
    case 'allow': {
      const { from, to, port, protocol } = message;
      return applyAllow(await client(), { environment, from, to, port, protocol });
    }
    case 'copy':
      await env.clipboard.writeText(message.text);
      window.setStatusBarMessage(l10n.t('Copied'), 2000);
      return;
    case 'save':
      return saveExport(message.name, message.text, message.encoding);
    case 'follow':
      return memory.update(FOLLOW, message.on);
  }
}
