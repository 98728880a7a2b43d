import type { ServicePort } from '../../model/service.ts';
import { type ServiceBackend, serviceBackends } from '../../reach/ways/service-backends.ts';
import type { TargetPort } from '../../reach/ways/service-ports.ts';
import { type Resource, sourceIn } from '../../workspace/resource.ts';
import type { Scene } from './hover-target.ts';
import { code, linkResource, linkTo, listed } from './markdown.ts';

/** A port of a Service and where it leads: `80 (http) → Deployment shop/api :8080 (http)`. */
export function writeLead(scene: Scene, service: Resource, port: ServicePort): string {
  const backends = serviceBackends(scene.view, service, port);
  return `${writeServicePort(scene, service, port)} → ${writeBackends(scene, backends)}`;
}

const MOST_BACKENDS = 4;

function writeBackends(scene: Scene, backends: readonly ServiceBackend[]): string {
  return backends.length === 0
    ? '**nothing**'
    : listed(backends, MOST_BACKENDS, (one) => writeBackend(scene, one));
}

function writeBackend(scene: Scene, { workload, certain, target }: ServiceBackend): string {
  const name = (certain ? '' : 'perhaps ') + linkResource(scene, workload);
  switch (target.type) {
    case 'unknown':
      return `${name}, a templated port`;
    case 'missing':
      return `**nothing**: ${name} has ${writeMissingPort(workload, target)}`;
    case 'resolved': {
      const { declared, number } = target;
      if (!declared) return `${name} :${number}`;
      const words = linkTo(scene, `:${number}`, sourceIn(workload, declared.at, 'value'));
      return declared.name?.value === undefined
        ? `${name} ${words}`
        : `${name} ${words} (${code(declared.name.value)})`;
    }
  }
}

/** That a workload has no such port as a Service leads to, and what it has instead. */
export function writeMissingPort(
  workload: Resource,
  { name, otherProtocol }: Extract<TargetPort, { type: 'missing' }>,
): string {
  const protocol = otherProtocol?.protocol;
  return protocol ? `port ${code(name)} for ${protocol} only` : writeNoSuchPort(workload, name);
}

/** That a workload declares no port of a name, and which names it has. */
export function writeNoSuchPort({ facts }: Resource, name: string): string {
  const names = facts.workload?.ports.flatMap((port) => port.name?.value ?? []) ?? [];
  return `no port ${code(name)}${names.length > 0 ? `, only ${listed(names, MOST_BACKENDS, code)}` : ''}`;
}

/** A port of a Service in words, leading to it: `80 (http)`, `53/UDP (dns)`. */
export function writeServicePort(
  scene: Scene,
  service: Resource,
  { name, port, protocol, at }: ServicePort,
): string {
  const transport = protocol === 'TCP' ? '' : `/${protocol ?? '…'}`;
  const words = linkTo(scene, `${port.value ?? '…'}${transport}`, sourceIn(service, at, 'value'));
  return name ? `${words} (${code(name.value ?? '…')})` : words;
}
