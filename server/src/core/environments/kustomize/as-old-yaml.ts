import type { ComposedNode, ComposedScalar } from '../composed-node.ts';

const TRUE = /^(?:y|Y|yes|Yes|YES|on|On|ON)$/;
const FALSE = /^(?:n|N|no|No|NO|off|Off|OFF)$/;

/**
 * A tree as kustomize's reader of its own files takes it, which follows YAML 1.1: `yes` and `on` are true, even as keys.
 * Resources and the patches that look like them are not read so. Source: https://yaml.org/type/bool.html
 */
export function asOldYaml(node: ComposedNode): ComposedNode {
  if (node.type === 'scalar') return asOldScalar(node);
  if (node.type === 'sequence') return { ...node, items: node.items.map(asOldYaml) };
  const entries = node.entries.map(({ key, value }) => ({ key: asOldScalar(key), value: asOldYaml(value) }));
  return { ...node, entries };
}

function asOldScalar(scalar: ComposedScalar): ComposedScalar {
  if (scalar.style !== 'plain' || scalar.templated) return scalar;
  const text = TRUE.test(scalar.text) ? 'true' : FALSE.test(scalar.text) ? 'false' : undefined;
  return text === undefined ? scalar : { ...scalar, text, origin: { ...scalar.origin, altered: true } };
}
