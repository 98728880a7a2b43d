import type { ComposedEntry } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import { scalarType } from './scalar-type.ts';

/** Reports keys that are no texts when kustomize writes them into a resource, which it does without quotes: `1`, `true`. */
export function checkKeys(entries: readonly ComposedEntry[], { report }: BuildContext): void {
  for (const { key } of entries) {
    const type = key.templated ? 'string' : scalarType({ ...key, style: 'plain' });
    if (type === 'string') continue;
    const message = `kustomize cannot write the key ${key.text}, because it reads as a ${type}: choose another one`;
    report('invalid', key, message, 'key');
  }
}
