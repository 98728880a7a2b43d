import type { Labels } from '../model/labels.ts';
import type { Selector } from '../model/selector.ts';
import { type Environment, isUnreadable } from './environment.ts';
import type { SelectedNamespaces } from './namespace-table.ts';
import {
  COMPANIONS_KEY,
  type Family,
  familiesOf,
  familyEverywhereKey,
  familyKey,
  familyNameKey,
  IMPLIED_NAMESPACE_KEY,
  kindKey,
  kindNamesKey,
  labelKey,
  NAMESPACES_KEY,
  nameKey,
  namespacesCalledKey,
  namespacesLikeKey,
  OPEN_LABELS_KEY,
  type ReadKey,
  unreadableKey,
} from './read-key.ts';
import { hasHiddenName, namesOf, type Resource } from './resource.ts';
import type { Settings } from './settings.ts';

/** What rules and the reachability engine see of an environment. Every question leaves a key behind, misses included. */
export interface View {
  /** The resources of one name: none, one, or several where it is defined twice. */
  readonly named: (group: string, kind: string, namespace: string, name: string) => readonly Resource[];
  /** All resources of a kind in a namespace. */
  readonly ofKind: (group: string, kind: string, namespace: string) => readonly Resource[];
  /** What they are called: asked again only when a name comes or goes, not whenever one of them says something else. */
  readonly namesOfKind: (group: string, kind: string, namespace: string) => KindNames;
  readonly inNamespace: (family: Family, namespace: string) => readonly Resource[];
  readonly everywhere: (family: Family) => readonly Resource[];
  /** Resources of a family by their name: none, one, or several, of one or more kinds. */
  readonly namedIn: (family: Family, namespace: string, name: string) => readonly Resource[];
  /** Resources of a family by their name, in whatever namespace. */
  readonly anywhere: (family: Family, name: string) => readonly Resource[];
  /** Workloads of a namespace, or of all, whose pods have this label or may have it. */
  readonly labelled: (namespace: string | undefined, key: string, value: string) => readonly Resource[];
  readonly namespaceNames: () => readonly string[];
  /** The names of namespaces that match a pattern. */
  readonly namespacesCalled: (pattern: RegExp) => readonly string[];
  readonly namespaceLabels: (name: string) => Labels;
  /** The namespaces that a selector selects, surely or perhaps. */
  readonly namespacesLike: (selector: Selector) => SelectedNamespaces;
  /**
   * Some documents are so broken that nobody can say what they define: something of a family that seems to be missing
   * may be in them.
   */
  readonly hasUnreadable: (family: Family) => boolean;
  /** What a resource without a namespace is applied to. */
  readonly impliedNamespace: string;
  /** They leave no key behind: with other settings every environment is made anew. */
  readonly settings: Settings;
  /** What seems to be missing may be in a part that is applied with this one. Leaves no key behind, as settings do. */
  readonly isPart: boolean;
  /**
   * The environments that this one may be applied together with and that have something of a family in a namespace, be it
   * that they name none. Nothing that is answered {@link View.once} sees any.
   */
  readonly companionsWith: (family: Family, namespace: string) => readonly View[];
  /** What those have of a family by its name, in whatever namespace. */
  readonly namedBeside: (family: Family, name: string) => readonly Resource[];
  /** Answers what many ask: worked out once, for as long as nothing changes that was read for it. */
  readonly once: <T>(question: (view: View, about: string) => T, about: string) => T;
}

/** The names of all resources of a kind in a namespace, each once. */
export interface KindNames {
  readonly names: readonly string[];
  /** Some name may be another than what can be seen of it. */
  readonly hidden: boolean;
}

/** The environments beside one that is looked at, and who is told of the keys that they are asked under. */
export interface Beside {
  readonly companions: () => readonly Environment[];
  readonly read: (key: ReadKey) => void;
}

/** A view that tells `read` of every key it is asked under. */
export function createView(environment: Environment, read: (key: ReadKey) => void, beside?: Beside): View {
  const { namespaces } = environment;
  return {
    settings: environment.settings,
    isPart: environment.isPart,
    companionsWith: (family, namespace) => {
      read(COMPANIONS_KEY);
      const has = (other: Environment, one: string): boolean => {
        beside?.read(familyKey(family, one));
        return other.namespaces.get(one)?.byFamily.has(family) === true;
      };
      return (beside?.companions() ?? [])
        .filter((other) => has(other, namespace) || has(other, other.impliedNamespace))
        .map((other) => createView(other, (key) => beside?.read(key)));
    },
    namedBeside: (family, name) => {
      read(COMPANIONS_KEY);
      beside?.read(familyNameKey(family, name));
      return beside?.companions().flatMap((other) => anywhere(other, family, name)) ?? [];
    },
    get impliedNamespace() {
      read(IMPLIED_NAMESPACE_KEY);
      return environment.impliedNamespace;
    },
    named: (group, kind, namespace, name) => {
      read(nameKey(group, kind, namespace, name));
      return namespaces.get(namespace)?.byName.get(`${group}/${kind}`)?.get(name) ?? NONE;
    },
    ofKind: (group, kind, namespace) => {
      read(kindKey(group, kind, namespace));
      return namespaces.get(namespace)?.byKind.get(`${group}/${kind}`) ?? NONE;
    },
    namesOfKind: (group, kind, namespace) => {
      read(kindNamesKey(group, kind, namespace));
      const resources = namespaces.get(namespace)?.byKind.get(`${group}/${kind}`) ?? NONE;
      return { names: [...new Set(namesOf(resources))], hidden: resources.some(hasHiddenName) };
    },
    inNamespace: (family, namespace) => {
      read(familyKey(family, namespace));
      return namespaces.get(namespace)?.byFamily.get(family) ?? NONE;
    },
    everywhere: (family) => {
      read(familyEverywhereKey(family));
      return environment.families.get(family)?.resources() ?? NONE;
    },
    namedIn: (family, namespace, name) => {
      read(familyNameKey(family, name));
      return namedIn(environment, family, namespace, name);
    },
    anywhere: (family, name) => {
      read(familyNameKey(family, name));
      return anywhere(environment, family, name);
    },
    labelled: (namespace, key, value) => {
      read(labelKey(key, value));
      read(OPEN_LABELS_KEY);
      // An index of all namespaces would have to be made again with every workload that changes.
      const under = (label: string): readonly Resource[] =>
        namespace === undefined
          ? [...namespaces.values()].flatMap(({ byLabel }) => byLabel.get(label) ?? NONE)
          : (namespaces.get(namespace)?.byLabel.get(label) ?? NONE);
      const exact = under(`${key}=${value}`);
      const open = under('*');
      return open.length > 0 ? [...new Set([...exact, ...open])] : exact;
    },
    hasUnreadable: (family) => {
      read(unreadableKey(family));
      return isUnreadable(environment, family);
    },
    namespaceNames: () => {
      read(NAMESPACES_KEY);
      return environment.table.names;
    },
    namespacesCalled: (pattern) => {
      read(namespacesCalledKey(pattern));
      return environment.table.called(pattern);
    },
    namespaceLabels: (name) => {
      read(nameKey('', 'Namespace', '', name));
      return environment.table.labelsOf(name);
    },
    once: (question, about) => {
      const { value, reads } = environment.answers.get(question, about, () => {
        const keys = new Set<ReadKey>();
        const own = createView(environment, (key) => keys.add(key));
        return { value: question(own, about), reads: keys };
      });
      for (const key of reads) read(key);
      return value;
    },
    namespacesLike: (selector) => {
      read(namespacesLikeKey(selector));
      return environment.table.like(selector);
    },
  };
}

/** A view for an answer that is given once: nobody asks what it read, because nobody keeps it. */
export function plainView(environment: Environment, companions: readonly Environment[] = []): View {
  return createView(environment, () => {}, { companions: () => companions, read: () => {} });
}

function anywhere(environment: Environment, family: Family, name: string): readonly Resource[] {
  const places = environment.families.get(family)?.places().get(name) ?? [];
  return places.flatMap((namespace) => namedIn(environment, family, namespace, name));
}

function namedIn(
  { namespaces }: Environment,
  family: Family,
  namespace: string,
  name: string,
): readonly Resource[] {
  return [...(namespaces.get(namespace)?.byName.values() ?? [])]
    .flatMap((ofKind) => ofKind.get(name) ?? NONE)
    .filter(({ facts }) => familiesOf(facts).includes(family));
}

const NONE: readonly Resource[] = [];
