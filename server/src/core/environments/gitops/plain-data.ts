import { isNull, type YamlNode, type YamlScalar } from '../../yaml/yaml-node.ts';
import { scalarType } from '../kustomize/scalar-type.ts';
import { OPENING } from './gitops-resource.ts';

/**
 * A tree as the data that a cluster stores of it. What a template prints is a text with `OPENING`, and so is what it may add
 * to a map or a list. What is nested deeper than `depth` is left to a template too: nobody means it, and aliases cannot make
 * it more than there is.
 */
export function plainData(node: YamlNode | undefined, depth = 24): unknown {
  if (!node) return null;
  if (node.type === 'scalar') return node.templated ? OPENING : typedScalar(node);
  if (depth === 0) return OPENING;
  if (node.type === 'sequence') {
    const items = node.items.map((item) => plainData(item, depth - 1));
    return node.open ? [...items, OPENING] : items;
  }
  const entries = node.entries.map(({ key, value }) => [key.text, plainData(value, depth - 1)]);
  return Object.fromEntries(node.open ? [...entries, [OPENING, OPENING]] : entries);
}

/** The readers of Kubernetes and helm follow YAML 1.1: `on` and `yes` are true. */
function typedScalar(scalar: YamlScalar): unknown {
  const { text, style } = scalar;
  if (isNull(scalar)) return null;
  if (style !== 'plain') return text;
  if (/^(?:true|yes|on|y)$/i.test(text)) return true;
  if (/^(?:false|no|off|n)$/i.test(text)) return false;
  return scalarType(scalar) === 'number' ? numberOf(text) : text;
}

function numberOf(text: string): number | string {
  const digits = text.replaceAll('_', '');
  const octal = /^([-+]?)0o?([0-7]+)$/.exec(digits);
  const value = octal ? Number.parseInt(`${octal[1]}${octal[2]}`, 8) : Number(digits);
  return Number.isFinite(value) ? value : text;
}
