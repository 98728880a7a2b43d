import { createKindTable, lowerChunk } from '../../server/src/core/kinds/lower-chunk.ts';
import { KINDS } from '../../server/src/core/kinds/registry.gen.ts';
import type { Field } from '../../server/src/core/model/field.ts';
import type { Labels } from '../../server/src/core/model/labels.ts';
import type {
  PodScope,
  PolicyDirection,
  PolicyPeer,
  PolicyPort,
  PolicyRule,
} from '../../server/src/core/model/policy.ts';
import type { ResourceFacts } from '../../server/src/core/model/resource-facts.ts';
import { formatSelector, type Selector } from '../../server/src/core/model/selector.ts';
import { parseChunk } from '../../server/src/core/yaml/parse-chunk.ts';
import { splitChunks } from '../../server/src/core/yaml/split-chunks.ts';
import { createPathTree } from '../../server/src/core/yaml/yaml-path.ts';

/** The facts of every object of a manifest. */
export function factsOf(text: string): ResourceFacts[] {
  return splitChunks(text).flatMap(({ span, role }) =>
    lowerChunk(parseChunk(text.slice(span.start, span.end), undefined), role, {
      kinds: createKindTable(KINDS),
      intern: (string) => string,
      paths: createPathTree(),
    }),
  );
}

/**
 * Facts in lines that can be read: one for the object, and one for each thing that it says. `…` stands for what a
 * template hides.
 */
export function describeFacts(facts: ResourceFacts): string[] {
  const { workload, service, policy, route, endpoints } = facts;
  return [
    `${facts.group}/${facts.kind} ${facts.scope === 'cluster' ? '' : `${say(facts.namespace) || '?'}/`}${say(facts.name)}`,
    ...(facts.configurationType ? [`of type ${say(facts.configurationType)}`] : []),
    ...(facts.labels.entries.length > 0 || facts.labels.open ? [`labels ${labels(facts.labels)}`] : []),
    ...(workload
      ? [
          [
            `workload ${labels(workload.labels)}`,
            ...(workload.selector ? [`selects ${selector(workload.selector)}`] : []),
            ...(workload.replicas === undefined ? [] : [`×${workload.replicas}`]),
            ...(workload.hostNetwork === 'no'
              ? []
              : [`${workload.hostNetwork === 'yes' ? '' : 'perhaps '}on the host network`]),
            ...(workload.hostPort ? ['on a port of the host'] : []),
            ...(workload.serviceName ? [`governed by ${say(workload.serviceName)}`] : []),
            ...(workload.controlledBy
              ? [`made by ${workload.controlledBy.kind} ${workload.controlledBy.name}`]
              : []),
            ...(workload.ended ? ['ended'] : []),
          ].join(', '),
          ...workload.ports.map(
            ({ name, number, protocol, container }) =>
              `container port ${container} ${say(number)}/${protocol ?? '…'}${name ? ` ${say(name)}` : ''}`,
          ),
          ...(workload.portsOpen ? ['container port …'] : []),
        ]
      : []),
    ...(service
      ? [
          `service ${service.type}${service.headless ? ' headless' : ''}${service.headlessUnknown ? ' headless…' : ''}` +
            `${service.selector ? ` selects ${selector(service.selector)}` : ''}` +
            `${service.externalName ? ` is ${say(service.externalName)}` : ''}`,
          ...service.ports.map(
            ({ name, port, targetPort, protocol, nodePort }) =>
              `port ${say(port)}/${protocol ?? '…'}${name ? ` ${say(name)}` : ''}` +
              `${targetPort ? ` → ${say(targetPort)}` : ''}${nodePort ? ` node ${say(nodePort)}` : ''}`,
          ),
          ...(service.portsOpen ? ['port …'] : []),
        ]
      : []),
    ...(policy
      ? [
          `${policy.tier === 'namespace' ? '' : `${policy.tier} `}policy${policy.priority ? ` ${say(policy.priority)}` : ''} for ${scope(policy.subject)}`,
          ...describeDirection('ingress', policy.ingress),
          ...describeDirection('egress', policy.egress),
        ]
      : []),
    ...(route?.rules.map(
      ({ host, path, pathType, backend }) =>
        `route ${say(host) || '*'}${say(path) || ''} ${pathType ?? '-'} → ${say(backend.service)}:${say(backend.port)}`,
    ) ?? []),
    ...(endpoints
      ? [`endpoints of ${say(endpoints.service)}: ${endpoints.addresses.map(say).join(' ')}`]
      : []),
    ...facts.references.map(
      ({ kind, name, role, key }) => `refers to ${kind} ${say(name)}${key ? ` ${say(key)}` : ''} as ${role}`,
    ),
    ...facts.addresses.map(
      ({ scheme, host, port, knownBy }) =>
        `${KNOWN_BY[knownBy]} ${scheme ? `${scheme} ` : ''}${host}${port === undefined ? '' : ` ${port}`}`,
    ),
  ];
}

const KNOWN_BY = { form: 'address', name: 'address by its name', nothing: 'perhaps address' } as const;

function describeDirection(
  name: string,
  { applies, appliesUnknown, rules, open }: PolicyDirection,
): string[] {
  return [
    `${name} ${appliesUnknown ? 'perhaps' : applies ? 'applies' : 'does not apply'}`,
    ...rules.map((rule) => `${name} ${describeRule(rule)}`),
    ...(open ? [`${name} …`] : []),
  ];
}

function describeRule({ name, action, peers, peersOpen, ports, portsOpen }: PolicyRule): string {
  const who = peers?.map(peer).join(' or ') ?? 'anybody';
  const which = ports?.map(policyPort).join(', ') ?? 'all ports';
  const what = `${name ? `${say(name)}: ` : ''}${action ?? '…'}`;
  return `${what} ${who}${peersOpen ? ' …' : ''} on ${which}${portsOpen ? ' …' : ''}`;
}

function peer(each: PolicyPeer): string {
  if (each.type === 'pods') return scope(each.scope);
  if (each.type === 'nodes') return `nodes ${selector(each.nodes)}`;
  if (each.type === 'names') return `names ${each.names.map(say).join(' ')}`;
  if (each.type !== 'addresses') return each.type;
  return [say(each.cidr), ...each.except.map((cidr) => `but ${say(cidr)}`)].join(' ');
}

function policyPort({ protocol, port, endPort }: PolicyPort): string {
  const number = port ? (typeof port.value === 'string' ? `"${port.value}"` : say(port)) : 'any';
  return `${number}${endPort ? `-${say(endPort)}` : ''}/${protocol ?? '…'}`;
}

function scope({ namespaces, pods }: PodScope): string {
  return `pods ${selector(pods)}${namespaces ? ` in namespaces ${selector(namespaces)}` : ''}`;
}

function selector(each: Selector): string {
  return `${formatSelector(each)}${each.open ? ' …' : ''}`;
}

function labels({ entries, open }: Labels): string {
  const known = entries.map(({ key, value }) => `${key}=${value ?? '…'}`);
  return [...known, ...(open ? ['…'] : [])].join(' ') || 'without labels';
}

function say(field: Field<unknown> | undefined): string {
  if (!field) return '';
  return field.value === undefined ? '…' : String(field.value);
}
