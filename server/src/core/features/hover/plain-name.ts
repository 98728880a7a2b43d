import { resolveHost } from '../../reach/ways/resolve-address.ts';
import { isAtOrBelow } from '../../yaml/yaml-path.ts';
import { writeDestination } from './address.ts';
import type { Describe, HoverTarget } from './hover-target.ts';

/**
 * The Service whose name a variable, an argument or an entry of a configuration is. It may be a name for something
 * else, so nothing is said of who may go there, and nothing where there is no such Service.
 */
export const describePlainName: Describe = (target, scene) => {
  const { resource, text, span } = target;
  if (text === undefined || !isSetting(target)) return undefined;
  const { clusterDomain } = scene.view.settings;
  const resolved = resolveHost(scene.view, text.trimEnd(), resource.namespace, clusterDomain);
  const markdown = resolved.type === 'service' ? writeDestination(scene, resolved, undefined) : undefined;
  return markdown === undefined ? undefined : { markdown, span };
};

function isSetting({ resource: { facts }, path }: HoverTarget): boolean {
  if (facts.workload && isAtOrBelow(path, facts.workload.templateAt))
    return /\/(?:containers|initContainers)\/\d+\/(?:env\/\d+\/value|(?:args|command)\/\d+)$/.test(path);
  if (facts.group !== '') return false;
  const isEntry = /^\/(data|stringData)\/[^/]+$/.exec(path.slice(facts.root.length));
  return isEntry?.[1] === (facts.kind === 'Secret' ? 'stringData' : facts.kind === 'ConfigMap' && 'data');
}
