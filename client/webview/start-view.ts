import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { Channel, StateStore } from './channel.ts';
import { makeElement } from './make-element.ts';
import { openView } from './open-view.ts';
import { useTexts } from './texts.ts';
import { drawMessage } from './view-message.ts';
import { failureMessage } from './view-reasons.ts';

/**
 * Starts the view in an element of the page. It opens once the host has told its settings, which hold the texts; until then
 * there is nothing but the reason why it cannot tell them. `tools` are what the page adds to the buttons of the header.
 */
export function startView(
  root: HTMLElement,
  channel: Channel,
  store: StateStore,
  tools: readonly HTMLElement[] = [],
): void {
  let receive: ReturnType<typeof openView> | undefined;
  const begin = (): void => channel.send({ type: 'ready' });
  channel.onMessage((message) => {
    if (message.type === 'settings' || message.type === 'unavailable') useTexts(message.texts);
    if (receive === undefined && message.type === 'unavailable') {
      const failure = drawMessage(failureMessage(message.message, begin));
      root.replaceChildren(makeElement('div', { class: 'message-place' }, failure));
    }
    if (receive === undefined && message.type === 'settings') {
      root.replaceChildren();
      receive = openView(root, channel, store, tools);
    }
    receive?.(message);
  });
  begin();
}
