import type { LinkVerdict } from './topology.ts';
import { MOST_LINKS, type NamespaceLinks, type TrafficLink } from './topology-question.ts';
import type { TopologyState } from './topology-state.ts';

/** The links inside a namespace between the workloads that stand for their classes. */
export function namespaceLinks({ index, links }: TopologyState, namespace: string): NamespaceLinks {
  const found = index.classesIn(namespace).flatMap((one) =>
    links.from(one).flatMap(({ to, verdict, ports, because }): TrafficLink[] => {
      if (to.endpoint.namespace !== namespace) return [];
      const [source, target] = [index.firstOf(one), index.firstOf(to)];
      const ends = source && target && { from: index.idOf(source), to: index.idOf(target) };
      return ends?.from && ends.to ? [{ from: ends.from, to: ends.to, verdict, ports, because }] : [];
    }),
  );
  const sorted = found.sort((a, b) => rank(a) - rank(b));
  return { namespace, links: sorted.slice(0, MOST_LINKS), hidden: Math.max(0, sorted.length - MOST_LINKS) };
}

/** What is wrong tells more than what is right, and what is dialled more than what is merely allowed. */
function rank({ verdict, because }: TrafficLink): number {
  return ORDER.indexOf(verdict) * 2 + (because === 'address' ? 0 : 1);
}

const ORDER: readonly LinkVerdict[] = ['one-sided', 'denied', 'depends', 'allowed'];
