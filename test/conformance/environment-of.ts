import type { Environment } from '../../server/src/core/workspace/environment.ts';
import { hostOf } from '../support/workspace.ts';

/** The environment of some manifests. Resources without a namespace are in `default`, as other tools have it. */
export function environmentOf(texts: readonly string[]): Environment {
  const files = texts.map((text, i) => ({ uri: `file:///${i}.yaml`, text }));
  const host = hostOf(files, { defaultNamespace: 'default' });
  const [environment] = host.snapshot().environments.values();
  if (!environment) throw new Error('there are no manifests');
  return environment;
}
