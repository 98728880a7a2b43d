import { isNull, type YamlScalar } from '../../yaml/yaml-node.ts';

/** What a scalar is to kustomize. */
type ScalarType = 'string' | 'boolean' | 'number' | 'null';

const NUMBER =
  /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-fA-F_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\.\d[\d_]*(?:[eE][-+]?\d+)?|\.(?:inf|Inf|INF))$|^\.(?:nan|NaN|NAN)$/;

/** The type of a scalar by the rules of kustomize's YAML reader, go-yaml 3: `yes` and `on` are texts. */
export function scalarType(scalar: YamlScalar): ScalarType {
  if (scalar.style !== 'plain' || scalar.templated) return 'string';
  if (isNull(scalar)) return 'null';
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(scalar.text)) return 'boolean';
  return NUMBER.test(scalar.text) && !overflows(scalar.text) ? 'number' : 'string';
}

/** A float that is too large for 64 bits stays a text, as the hash of a commit such as `12e4567` is. */
function overflows(text: string): boolean {
  return Math.abs(Number(text.replaceAll('_', ''))) === Number.POSITIVE_INFINITY;
}
