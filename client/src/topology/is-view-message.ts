import type { ViewMessage } from '../../../server/src/protocol/topology.ts';

/** Whether a message is one that the view sends. Of others, which a newer view may send, nothing is done. */
export function isViewMessage(data: unknown): data is ViewMessage {
  if (!isRecord(data)) return false;
  switch (data.type) {
    case 'ready':
      return true;
    case 'ask':
      return typeof data.seq === 'number' && isText(data.environment) && isQuestion(data.question);
    case 'environment':
      return isText(data.id);
    case 'reveal':
      return typeof data.keepFocus === 'boolean' && isTarget(data.target);
    case 'allow':
      return (
        isText(data.from) &&
        isText(data.to) &&
        Number.isInteger(data.port) &&
        isOneOf(data.protocol, PROTOCOLS)
      );
    case 'copy':
      return isText(data.text);
    case 'save':
      return isText(data.name) && isText(data.text) && isOneOf(data.encoding, ENCODINGS);
    case 'follow':
      return typeof data.on === 'boolean';
    default:
      return false;
  }
}

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const ENCODINGS = ['utf8', 'base64'];
const PARTS = ['value', 'key', 'entry'];

function isQuestion(data: unknown): boolean {
  if (!isRecord(data)) return false;
  switch (data.type) {
    case 'topology':
    case 'changes':
      return true;
    case 'links':
      return areTexts(data.namespaces);
    case 'focus':
    case 'policy':
      return isText(data.id);
    case 'explain':
      return isEnd(data.from) && isEnd(data.to) && (data.port === undefined || isText(data.port));
    case 'matrix':
      return areTexts(data.rows) && areTexts(data.columns) && isOneOf(data.of, ['namespaces', 'workloads']);
    default:
      return false;
  }
}

function isEnd(data: unknown): boolean {
  return isRecord(data) && (isText(data.node) || isText(data.addresses));
}

function isTarget(data: unknown): boolean {
  return isRecord(data) && (isText(data.node) || isSource(data.source));
}

function isSource(data: unknown): boolean {
  return (
    isRecord(data) &&
    typeof data.document === 'number' &&
    isText(data.path) &&
    (isOneOf(data.part, PARTS) || isSpan(data.part)) &&
    (data.within === undefined || isWithin(data.within))
  );
}

function isSpan(data: unknown): boolean {
  return isRecord(data) && typeof data.start === 'number' && typeof data.end === 'number';
}

function isWithin(data: unknown): boolean {
  return isRecord(data) && isText(data.text) && typeof data.occurrence === 'number';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isOneOf(value: unknown, all: readonly string[]): boolean {
  return isText(value) && all.includes(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
