import type { PolicyPort } from '../../model/policy.ts';
import type { ContainerPort } from '../../model/workload.ts';
import { type Resource, sourceIn } from '../../workspace/resource.ts';
import type { Scene } from './hover-target.ts';
import { code, linkResource, linkTo, listed } from './markdown.ts';

/** The ports of a workload that a port of a policy's rule is: by number, by range or by name. */
export function declaredPorts(
  { facts }: Resource,
  { protocol, port, endPort }: PolicyPort,
): readonly ContainerPort[] {
  const wanted = port?.value;
  return (facts.workload?.ports ?? []).filter(({ name, number, protocol: declared }) => {
    if (protocol !== 'any' && declared !== protocol) return false;
    if (typeof wanted === 'string') return name?.value === wanted;
    if (wanted === undefined || number.value === undefined) return false;
    return wanted <= number.value && number.value <= (endPort?.value ?? wanted);
  });
}

/** Ports of a workload in words: `TCP 8080 (http) of Deployment shop/api`. */
export function writeDeclared(scene: Scene, workload: Resource, ports: readonly ContainerPort[]): string {
  return `${listed(ports, 4, (port) => linkPort(scene, workload, port))} of ${linkResource(scene, workload)}`;
}

function linkPort(scene: Scene, workload: Resource, { name, number, protocol, at }: ContainerPort): string {
  const words = linkTo(
    scene,
    `${protocol ?? ''} ${number.value ?? '…'}`.trim(),
    sourceIn(workload, at, 'value'),
  );
  return name ? `${words} (${code(name.value ?? '…')})` : words;
}

/** All that a workload declares, in words. */
export function writeDeclaring(scene: Scene, workload: Resource): string {
  const pods = workload.facts.workload;
  if (pods?.portsOpen) return 'ports by a template';
  return pods?.ports.length ? listed(pods.ports, 4, (port) => linkPort(scene, workload, port)) : 'no port';
}
