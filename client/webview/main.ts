import { openChannel } from './open-channel.ts';
import { startView } from './start-view.ts';

declare function acquireVsCodeApi(): {
  readonly postMessage: (message: unknown) => void;
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
};

const api = acquireVsCodeApi();
const channel = openChannel(
  (message) => api.postMessage(message),
  (listener) => window.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data)),
);
startView(document.body, channel, { load: () => api.getState(), save: (state) => api.setState(state) });
