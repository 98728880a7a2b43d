import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { Channel, StateStore } from './channel.ts';
import { openView } from './open-view.ts';
import { useTexts } from './texts.ts';

/** Starts the view in an element of the page. It opens once the host has told its settings, which hold the texts. */
export function startView(root: HTMLElement, channel: Channel, store: StateStore): void {
  let receive: ReturnType<typeof openView> | undefined;
  channel.onMessage((message) => {
    if (message.type === 'settings') useTexts(message.texts);
    if (receive === undefined && message.type === 'settings') receive = openView(root, channel, store);
    receive?.(message);
  });
  channel.send({ type: 'ready' });
}
