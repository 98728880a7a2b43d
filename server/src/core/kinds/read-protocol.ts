import type { Protocol } from '../model/protocol.ts';
import { string, type Value } from './value.ts';

/** Reads a `protocol` field: TCP when absent (semantics rule 20); undefined for a template or what is no protocol. */
export function readProtocol(value: Value): Protocol | undefined {
  const field = string(value);
  if (!field) return 'TCP';
  return field.value === 'TCP' || field.value === 'UDP' || field.value === 'SCTP' ? field.value : undefined;
}
