import type { Field } from '../model/field.ts';
import type { PolicyPort } from '../model/policy.ts';
import { at, get, integer, isAbsent, isOpen, items, type Value } from './value.ts';

/** Reads a list of ports; without entries it means every port. What a template stands for may be any port. */
export function readPortList(
  list: Value,
  readEntry: (entry: Value) => PolicyPort | undefined,
): readonly PolicyPort[] | undefined {
  const entries = items(list);
  if (entries.length === 0) return undefined;
  return entries.flatMap((entry) => readEntry(entry) ?? (isOpen(entry) ? unknownPort(entry) : []));
}

function unknownPort(entry: Value): PolicyPort {
  return { protocol: undefined, port: undefined, endPort: undefined, at: at(entry) };
}

/** The port of an entry; undefined where there is no number, so that it means no port and not every one. */
export function readNumber(
  entry: Value,
  protocol: PolicyPort['protocol'],
  number: Value,
): PolicyPort | undefined {
  const port = numberOrHidden(number);
  return port && { protocol, port, endPort: undefined, at: at(entry) };
}

/** The range of ports of an entry, both ends included; undefined where it lacks one of them. */
export function readRange(
  entry: Value,
  protocol: PolicyPort['protocol'],
  range: Value,
): PolicyPort | undefined {
  const [port, endPort] = [numberOrHidden(get(range, 'start')), numberOrHidden(get(range, 'end'))];
  return port && endPort && { protocol, port, endPort, at: at(entry) };
}

/** A whole number; a template may stand in its place, or write it. */
export function numberOrHidden(value: Value): Field<number> | undefined {
  return (
    integer(value) ?? (isAbsent(value) && isOpen(value) ? { value: undefined, at: at(value) } : undefined)
  );
}
