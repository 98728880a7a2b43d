import type { Selector } from '../../model/selector.ts';
import { NAMESPACE_NAME_LABEL } from '../../workspace/namespace-table.ts';

/** The one namespace that a selector takes by the label that every namespace has (semantics rule 17). */
export function namespaceByName({ requirements, open }: Selector): string | undefined {
  const [only, ...more] = requirements;
  if (open || more.length > 0 || only?.key !== NAMESPACE_NAME_LABEL || only.operator !== 'In')
    return undefined;
  return only.values?.length === 1 ? only.values[0] : undefined;
}
