import type { YamlPath } from '../yaml/yaml-path.ts';
import type { Address } from './address.ts';
import type { Endpoints } from './endpoints.ts';
import type { Field } from './field.ts';
import type { Labels } from './labels.ts';
import type { Policy } from './policy.ts';
import type { Reference } from './reference.ts';
import type { Route } from './route.ts';
import type { Service } from './service.ts';
import type { Workload } from './workload.ts';

/**
 * What one Kubernetes object says that matters to networking. A closed set: every kind is lowered to it, and what
 * stands above knows no kind. Facts come from one document alone and hold paths, never offsets, so a comment or a
 * reformat leaves them equal.
 */
export interface ResourceFacts {
  /** Where the object stands in its chunk: the root, or an item of a list. */
  readonly root: YamlPath;
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  readonly scope: 'namespaced' | 'cluster';
  /** The kind is one of those that are lowered here; of others, these facts may be less than all. */
  readonly known: boolean;
  readonly name: Field<string> | undefined;
  readonly namespace: Field<string> | undefined;
  readonly labels: Labels;
  readonly references: readonly Reference[];
  readonly addresses: readonly Address[];
  readonly workload: Workload | undefined;
  readonly service: Service | undefined;
  readonly policy: Policy | undefined;
  /** It is a policy of a sort that cannot be judged: it may allow what the others deny, or deny what they allow. */
  readonly foreignPolicy: boolean;
  readonly route: Route | undefined;
  readonly endpoints: Endpoints | undefined;
  /** What sort of configuration it holds: the `type` of a secret. */
  readonly configurationType: Field<string> | undefined;
}
