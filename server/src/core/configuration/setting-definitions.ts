import { closest } from '../base/closest.ts';
import { NAMESPACE_PATTERN } from '../environments/namespace-name.ts';
import { parseCidr } from '../reach/address-set.ts';
import { DEFAULT_SETTINGS, NETWORK_PLUGINS, type Settings } from '../workspace/settings.ts';

/** What there is to say of one setting, whoever sets it. The settings of the rules follow from the rules. */
export interface SettingDefinition<T> {
  /** What it decides. Markdown. */
  readonly description: string;
  /** What holds where nobody sets it, as the end of the description. Markdown. */
  readonly otherwise: string;
  /** What may be said, as JSON Schema. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Takes what is valid; undefined when nothing is. `tell` is told of what is not, and at which item of a list. */
  readonly read: (value: unknown, tell: Tell) => T | undefined;
}

/** Hears of a mistake: a sentence without its full stop. */
export type Tell = (message: string, item?: number) => void;

/** Settings by their keys: those of the configuration file, and of the editor behind `kubereach.`. */
export const SETTING_DEFINITIONS: {
  readonly [K in keyof Omit<Settings, 'severities'>]: SettingDefinition<NonNullable<Settings[K]>>;
} = {
  defaultNamespace: {
    description: 'The namespace of resources without `metadata.namespace`.',
    otherwise:
      'the one namespace that the resources applied with them name, if they name only one and are at least as many, else `default`',
    schema: { type: 'string', pattern: NAMESPACE_PATTERN },
    read: text(new RegExp(NAMESPACE_PATTERN), 'name of a namespace'),
  },
  clusterDomain: {
    description: 'The DNS domain of the cluster, as in `frontend.shop.svc.cluster.local`.',
    otherwise: `\`${DEFAULT_SETTINGS.clusterDomain}\``,
    schema: { type: 'string', pattern: '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$' },
    read: text(/^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/, 'DNS domain'),
  },
  networkPlugin: {
    description:
      'The network plugin of the cluster, which decides what Kubernetes leaves open: whether an `ipBlock` takes in pods, and, with `flannel` alone, whether policies are enforced at all.',
    otherwise: '`generic`, and what plugins do differently is unknown',
    schema: { enum: NETWORK_PLUGINS },
    read: (value, tell) => {
      const found = NETWORK_PLUGINS.find((name) => name === value);
      if (!found) tell(`${quote(value)} is no network plugin${suggest(value, NETWORK_PLUGINS)}`);
      return found;
    },
  },
  podCidrs: {
    description:
      'The blocks of addresses from which pods get theirs, as in `10.244.0.0/16`: no other `ipBlock` can mean a pod.',
    otherwise: 'the ranges that clusters use in practice',
    schema: { type: 'array', items: { type: 'string', format: 'cidr' } },
    read: (value, tell) => {
      if (!Array.isArray(value)) tell(`${quote(value)} is no list of blocks such as [10.244.0.0/16]`);
      const items: readonly unknown[] = Array.isArray(value) ? value : [];
      const blocks = items.filter((item, i): item is string => {
        const why = problemOfBlock(item);
        if (why !== undefined) tell(`${quote(item)} is no block of addresses: it ${why}`, i);
        return why === undefined;
      });
      return blocks.length > 0 ? blocks : undefined;
    },
  },
  ingressControllers: {
    description:
      'The namespaces of the pods that carry the requests of Ingresses and Routes to their Services, as in `ingress-nginx`.',
    otherwise: 'namespaces and pods are taken for them that are called like controllers',
    schema: { type: 'array', items: { type: 'string', pattern: NAMESPACE_PATTERN } },
    read: (value, tell) => {
      if (!Array.isArray(value)) tell(`${quote(value)} is no list of namespaces such as [ingress-nginx]`);
      const items: readonly unknown[] = Array.isArray(value) ? value : [];
      const names = items.filter((item, i): item is string => {
        const isName = typeof item === 'string' && new RegExp(NAMESPACE_PATTERN).test(item);
        if (!isName) tell(`${quote(item)} is no name of a namespace`, i);
        return isName;
      });
      return names.length > 0 ? names : undefined;
    },
  },
};

/** A value as a message names it. */
export function quote(value: unknown): string {
  return typeof value === 'string' ? `\`${value}\`` : (JSON.stringify(value) ?? 'nothing');
}

/** What may have been meant, as the end of a message; without a likely one, all there is. */
export function suggest(value: unknown, names: readonly string[]): string {
  const near = typeof value === 'string' ? closest(value, names) : undefined;
  return near ? `; did you mean \`${near}\`?` : `; there are ${names.join(', ')}`;
}

function text(pattern: RegExp, what: string): SettingDefinition<string>['read'] {
  return (value, tell) => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    tell(`${quote(value)} is no ${what}`);
    return undefined;
  };
}

function problemOfBlock(item: unknown): string | undefined {
  if (typeof item !== 'string') return 'is no text';
  const parsed = parseCidr(item);
  return parsed.ok ? undefined : parsed.reason;
}
