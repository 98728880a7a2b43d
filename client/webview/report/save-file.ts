import type { ViewMessage } from '../../../server/src/protocol/topology.ts';

/** Has the browser save an export as a file. */
export function saveFile({ name, text, encoding }: Extract<ViewMessage, { type: 'save' }>): void {
  const content = encoding === 'utf8' ? text : Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([content]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click is over.
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
