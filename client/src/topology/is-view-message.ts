import type { ViewMessage } from '../../../server/src/protocol/topology.ts';

/** Whether a message is one that the view sends. Of others, which a newer view may send, nothing is done. */
export function isViewMessage(data: unknown): data is ViewMessage {
  if (!isRecord(data)) return false;
  switch (data.type) {
    case 'ready':
      return true;
    case 'ask':
      return (
        typeof data.seq === 'number' && isRecord(data.question) && typeof data.question.type === 'string'
      );
    case 'environment':
      return typeof data.id === 'string';
    case 'reveal':
      return typeof data.keepFocus === 'boolean' && isRecord(data.target) && isTarget(data.target);
    case 'allow':
      return (
        [data.from, data.to, data.protocol].every((one) => typeof one === 'string') &&
        typeof data.port === 'number'
      );
    case 'copy':
      return typeof data.text === 'string';
    case 'save':
      return (
        typeof data.name === 'string' &&
        typeof data.text === 'string' &&
        (data.encoding === 'utf8' || data.encoding === 'base64')
      );
    case 'follow':
      return typeof data.on === 'boolean';
    default:
      return false;
  }
}

function isTarget({ node, source }: Record<string, unknown>): boolean {
  return typeof node === 'string' || isRecord(source);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
