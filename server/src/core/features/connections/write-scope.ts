import type { PodScope } from '../../model/policy.ts';
import { isEverything, type Selector } from '../../model/selector.ts';
import { namespaceByName } from '../../reach/ways/namespace-by-name.ts';
import { compareText } from '../../workspace/namespace-index.ts';

/**
 * Pods of which only a description is known, as netpol-analyzer writes it: `shop/[pod with {app=web}]`,
 * `[namespace with {team=a}]/[all pods]`. `own` is the namespace of the policy that describes them.
 */
export function writeScope({ namespaces, pods }: PodScope, own: string): string {
  const place = namespaces ? writeNamespaces(namespaces) : own;
  return `${place}/${isEverything(pods) ? '[all pods]' : `[pod with ${writeSelector(pods)}]`}`;
}

/** The namespaces that a selector selects: `[all namespaces]`, `shop`, `[namespace with {team=a}]`. */
export function writeNamespaces(selector: Selector): string {
  if (isEverything(selector)) return '[all namespaces]';
  return namespaceByName(selector) ?? `[namespace with ${writeSelector(selector)}]`;
}

/** `{app=web,{Key:tier,Operator:Exists,Values:[],}}`: labels first, then expressions, each sorted by key. */
export function writeSelector({ requirements, open }: Selector): string {
  const sorted = [...requirements].sort((a, b) => compareText(a.key, b.key));
  const isExpression = ({ at }: { readonly at: string }): boolean => at.includes('/matchExpressions/');
  const labels = sorted
    .filter((one) => !isExpression(one))
    .map(({ key, values }) => `${key}=${values?.[0] ?? '…'}`);
  const expressions = sorted
    .filter(isExpression)
    .map(
      ({ key, operator, values }) =>
        `{Key:${key},Operator:${operator},Values:[${values?.join(' ') ?? '…'}],}`,
    );
  return `{${[...labels, ...expressions, ...(open ? ['…'] : [])].join()}}`;
}
