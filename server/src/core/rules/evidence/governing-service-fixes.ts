import type { ContainerPort } from '../../model/workload.ts';
import type { YamlChange } from '../../model/yaml-change.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { Fix } from '../define-rule.ts';
import { type GoverningProblem, serviceNameAt } from './governing-service.ts';
import { type NewService, writeService } from './new-service.ts';

/** What gives the pods of a StatefulSet their names: another Service, a headless one, or a new one. */
export function fixesOfGoverningProblem(problem: GoverningProblem, resource: Resource): Fix[] {
  const near =
    problem.type === 'missing' && problem.missing.type === 'near' ? problem.missing.name : undefined;
  const name = problem.better?.facts.name?.value ?? near;
  if (name !== undefined) return setName(resource, name, `Name Service \`${name}\``, []);
  if (problem.type === 'not-headless') return makeHeadless(problem.service);
  return problem.type === 'selects-others' ? [] : addService(resource);
}

/** One of the two fits: the StatefulSet has the field, or it has not. */
function setName(resource: Resource, name: string, title: string, besides: readonly YamlChange[]): Fix[] {
  const change = { document: resource.document, path: serviceNameAt(resource), value: name };
  return (['set-scalar', 'add-entry'] as const).map((type) => ({
    title,
    changes: [{ type, ...change }, ...besides],
  }));
}

function makeHeadless({ document, facts }: Resource): Fix[] {
  if (facts.service?.type !== 'ClusterIP') return [];
  const path = `${facts.root}/spec/clusterIP`;
  const title = `Make Service \`${facts.name?.value}\` headless`;
  return [{ title, changes: [{ type: 'add-entry', document, path, value: 'None' }] }];
}

function addService(resource: Resource): Fix[] {
  const { facts, document } = resource;
  const written = facts.workload?.serviceName?.value;
  const name = written ?? facts.name?.value;
  if (name === undefined) return [];
  const value = writeService(resource, { name, headless: true, ports: portsOf(facts.workload?.ports ?? []) });
  if (!value) return [];
  const title = `Add the headless Service \`${name}\``;
  const add: YamlChange = { type: 'add-document', after: document, value };
  return written === undefined ? setName(resource, name, title, [add]) : [{ title, changes: [add] }];
}

/** Of several ports each must have a name. */
function portsOf(ports: readonly ContainerPort[]): NewService['ports'] {
  return ports.flatMap(({ name, number, protocol }) => {
    if (number.value === undefined || !protocol) return [];
    const ownName = name?.value ?? (ports.length > 1 ? `port-${number.value}` : undefined);
    return [
      {
        ...(ownName === undefined ? {} : { name: ownName }),
        port: number.value,
        ...(protocol === 'TCP' ? {} : { protocol }),
      },
    ];
  });
}
