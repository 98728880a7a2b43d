import * as addresses from '../../reach/address-set.ts';
import type { ChangedEnd } from '../../reach/changes/changed-ends.ts';
import type { ConnectionChange } from '../../reach/changes/compare-connections.ts';
import type { ChangedPorts } from '../../reach/changes/explain-change.ts';
import { describePorts } from '../../reach/port-set.ts';

/** A change in one line, as `shop/web[Deployment] => shop/api[Deployment] : TCP 8080`, behind a sign: `+`, `-` or `~`. */
export function describeChange({ from, to }: ConnectionChange, ports: ChangedPorts): string {
  const ends = `${describeEnd(from)} => ${describeEnd(to)}`;
  return `${SIGNS[ports.type]} ${ends} : ${describePorts(ports.ports)}${describeDoubt(ports)}`;
}

const SIGNS: Readonly<Record<ChangedPorts['type'], string>> = {
  opened: '+',
  closed: '-',
  confirmed: '~',
  doubted: '~',
};

/** An end by its name, with a mark where it is not there before or after. */
export function describeEnd(end: ChangedEnd): string {
  if (end.type === 'pods') return `${end.name}${end.before ? (end.after ? '' : ' (gone)') : ' (new)'}`;
  if (addresses.equals(end.addresses, addresses.ALL_ADDRESSES)) return 'outside';
  return `outside ${addresses.formatRanges(end.addresses).join(', ')}`;
}

/** What is not sure about it, as the end of a line; empty where all is. */
export function describeDoubt({ type, before, after }: ChangedPorts): string {
  if (type === 'confirmed') return ', which is certain now';
  if (type === 'doubted') return ', which is uncertain now';
  if (type === 'opened' && after === 'depends') return ', perhaps';
  return type === 'closed' && before === 'depends' ? ', which was uncertain' : '';
}

/** What is opened and closed, in words: `opens 2, closes 1`; empty where nothing is. */
export function describeCounts(opened: number, closed: number): string {
  return [opened > 0 ? [`opens ${opened}`] : [], closed > 0 ? [`closes ${closed}`] : []].flat().join(', ');
}
