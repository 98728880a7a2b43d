import type { Labels } from '../model/labels.ts';
import type { Environment } from './environment.ts';
import type { NamespaceIndex } from './namespace-index.ts';
import {
  type Family,
  familyEverywhereKey,
  familyKey,
  familyNameKey,
  IMPLIED_NAMESPACE_KEY,
  kindKey,
  labelKey,
  NAMESPACES_KEY,
  nameKey,
  OPEN_LABELS_KEY,
  type ReadKey,
  UNREADABLE_KEY,
} from './read-key.ts';
import type { Resource } from './resource.ts';

/** What rules and the reachability engine see of an environment. Every question leaves a key behind, misses included. */
export interface View {
  /** The resources of one name: none, one, or several where it is defined twice. */
  readonly named: (group: string, kind: string, namespace: string, name: string) => readonly Resource[];
  /** All resources of a kind in a namespace. */
  readonly ofKind: (group: string, kind: string, namespace: string) => readonly Resource[];
  readonly inNamespace: (family: Family, namespace: string) => readonly Resource[];
  readonly everywhere: (family: Family) => readonly Resource[];
  /** Resources of a family by their name, in whatever namespace. */
  readonly anywhere: (family: Family, name: string) => readonly Resource[];
  /** Workloads of a namespace, or of all, whose pods have this label or may have it. */
  readonly labelled: (namespace: string | undefined, key: string, value: string) => readonly Resource[];
  readonly namespaceNames: () => readonly string[];
  readonly namespaceLabels: (name: string) => Labels;
  /** Some documents are so broken that nobody can say what they define: what seems to be missing may be in them. */
  readonly hasUnreadable: () => boolean;
  /** What a resource without a namespace is applied to. */
  readonly impliedNamespace: string;
}

/** A view that tells `read` of every key it is asked under. */
export function createView(environment: Environment, read: (key: ReadKey) => void): View {
  const { namespaces } = environment;
  return {
    get impliedNamespace() {
      read(IMPLIED_NAMESPACE_KEY);
      return environment.impliedNamespace;
    },
    named: (group, kind, namespace, name) => {
      read(nameKey(group, kind, namespace, name));
      return namespaces.get(namespace)?.byKind.get(`${group}/${kind}`)?.get(name) ?? [];
    },
    ofKind: (group, kind, namespace) => {
      read(kindKey(group, kind, namespace));
      const names = namespaces.get(namespace)?.byKind.get(`${group}/${kind}`);
      return names ? [...names.values()].flat() : [];
    },
    inNamespace: (family, namespace) => {
      read(familyKey(family, namespace));
      return namespaces.get(namespace)?.byFamily.get(family) ?? [];
    },
    everywhere: (family) => {
      read(familyEverywhereKey(family));
      return environment.everywhere(family);
    },
    anywhere: (family, name) => {
      read(familyNameKey(family, name));
      return environment.anywhere(family, name);
    },
    labelled: (namespace, key, value) => {
      read(labelKey(key, value));
      read(OPEN_LABELS_KEY);
      const label = `${key}=${value}`;
      if (namespace !== undefined) return labelledIn(namespaces.get(namespace), label);
      const found: Resource[] = [];
      for (const index of namespaces.values()) found.push(...labelledIn(index, label));
      return found;
    },
    hasUnreadable: () => {
      read(UNREADABLE_KEY);
      return environment.unreadable > 0;
    },
    namespaceNames: () => {
      read(NAMESPACES_KEY);
      return environment.namespaceNames();
    },
    namespaceLabels: (name) => {
      read(nameKey('', 'Namespace', '', name));
      return environment.namespaceLabels(name);
    },
  };
}

const NONE: readonly Resource[] = [];

/** Workloads whose pods have a label, and those that hide some of theirs. */
function labelledIn(index: NamespaceIndex | undefined, label: string): readonly Resource[] {
  const exact = index?.byLabel.get(label) ?? NONE;
  const open = index?.byLabel.get('*');
  return open ? [...new Set([...exact, ...open])] : exact;
}
