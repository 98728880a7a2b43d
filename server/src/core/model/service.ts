import type { YamlPath } from '../yaml/yaml-path.ts';
import type { Field } from './field.ts';
import type { Protocol } from './protocol.ts';
import type { Selector } from './selector.ts';

/** A stable name for pods: what it selects, and how its ports map to theirs. */
export interface Service {
  readonly type: string;
  /** Undefined without a selector: then its endpoints are given by hand (semantics rule 38). */
  readonly selector: Selector | undefined;
  readonly ports: readonly ServicePort[];
  /** There may be more ports than can be seen. */
  readonly portsOpen: boolean;
  /** `clusterIP: None`: clients get the pods' addresses, and ports are not translated (semantics rule 40). */
  readonly headless: boolean;
  /** A template decides whether it is headless. */
  readonly headlessUnknown: boolean;
  readonly externalName: Field<string> | undefined;
}

export interface ServicePort {
  readonly name: Field<string> | undefined;
  readonly port: Field<number>;
  /** A number, or the name of a container port; absent, it equals `port` (semantics rule 39). */
  readonly targetPort: Field<number | string> | undefined;
  readonly protocol: Protocol | undefined;
  readonly nodePort: Field<number> | undefined;
  readonly at: YamlPath;
}
