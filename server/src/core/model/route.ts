import type { YamlPath } from '../yaml/yaml-path.ts';
import type { Field } from './field.ts';

/** How requests from outside find a Service: the rules of an Ingress, or of an OpenShift Route. */
export interface Route {
  readonly className: Field<string> | undefined;
  readonly rules: readonly RouteRule[];
}

export interface RouteRule {
  /** Undefined: every host. */
  readonly host: Field<string> | undefined;
  /** Undefined: every path, or what no other rule takes. */
  readonly path: Field<string> | undefined;
  readonly pathType: string | undefined;
  readonly backend: Backend;
  readonly at: YamlPath;
}

/** A Service and one of its ports (semantics rule 46). */
export interface Backend {
  readonly service: Field<string>;
  /** Undefined: the namespace of the route. */
  readonly namespace: Field<string> | undefined;
  /** By its name, or by a number. */
  readonly port: Field<number | string> | undefined;
  /** Whose port a number is: the Service's, or that of the pods behind it. */
  readonly numberIs: 'service-port' | 'pod-port';
  readonly at: YamlPath;
}
