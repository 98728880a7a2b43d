import type { Selector } from '../../../server/src/core/model/selector.ts';

/** A selector as netpol-analyzer writes it: `{app=web,{Key:tier,Operator:Exists,Values:[],}}`, each part sorted by key. */
export function formatSelectorAsNpGuard({ requirements }: Selector): string {
  const sorted = [...requirements].sort((a, b) => (a.key < b.key ? -1 : 1));
  const isExpression = ({ at }: { readonly at: string }): boolean => at.includes('/matchExpressions/');
  const labels = sorted
    .filter((one) => !isExpression(one))
    .map(({ key, values }) => `${key}=${values?.[0] ?? ''}`);
  const expressions = sorted
    .filter(isExpression)
    .map(
      ({ key, operator, values }) => `{Key:${key},Operator:${operator},Values:[${values?.join(' ') ?? ''}],}`,
    );
  return `{${[...labels, ...expressions].join()}}`;
}
