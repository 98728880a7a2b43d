import type { Resource } from '../core/workspace/resource.ts';

/** A resource as reports name it. */
export interface ReportedResource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Names a resource for a report. */
export function reportedResource({ facts, namespace }: Resource): ReportedResource {
  return { apiVersion: facts.apiVersion, kind: facts.kind, namespace, name: facts.name?.value ?? '' };
}
