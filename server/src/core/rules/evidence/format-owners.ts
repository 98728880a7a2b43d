import { formatResource, type Resource } from '../../workspace/resource.ts';

/** The workloads behind a Service in a sentence: `Deployment shop/web`, `Deployment shop/blue and 1 more`. */
export function formatOwners([first, ...more]: readonly Resource[]): string {
  const owner = first ? formatResource(first) : 'the pods';
  return more.length > 0 ? `${owner} and ${more.length} more` : owner;
}
