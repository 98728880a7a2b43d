import { releaseName } from '../helm/release-name.ts';
import { OWN_VALUES } from './chart-values.ts';
import { cleanPath, type Deployment, namespaceAt } from './deployment.ts';
import { fluxValues, type ValuesSources } from './flux-values.ts';
import { at, type GitopsResource, textAt } from './gitops-resource.ts';
import { EVERYTHING } from './taken-files.ts';

/**
 * What a Kustomization of Flux deploys: everything in a folder, all into its target namespace. The root is left out, as it is
 * of an Application. Source: https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export function kustomizationDeployments(kustomization: GitopsResource): readonly Deployment[] {
  const { document, name, spec } = kustomization;
  const folder = cleanPath(textAt(spec, 'path') ?? '');
  if (!folder) return [];
  const target = textAt(spec, 'targetNamespace');
  const namespace = namespaceAt(document, '/spec/targetNamespace', target, true);
  return [{ name, folder, takes: EVERYTHING, namespace, values: OWN_VALUES, release: undefined }];
}

/**
 * What a HelmRelease of Flux deploys: a chart, unless that is one of a repository of charts, into its target namespace or else
 * its own. Source: https://fluxcd.io/flux/components/helm/helmreleases/
 */
export function releaseDeployments(release: GitopsResource, sources: ValuesSources): readonly Deployment[] {
  const { document, name, namespace: own, spec } = release;
  const chart = textAt(spec, 'chart', 'spec', 'chart');
  const isElsewhere = at(spec, 'chart', 'spec', 'sourceRef', 'kind') === 'HelmRepository';
  const folder = chart === undefined || isElsewhere ? undefined : cleanPath(chart);
  if (!folder) return [];
  const isTargeted = at(spec, 'targetNamespace') !== undefined;
  const target = textAt(spec, 'targetNamespace');
  const namespace = isTargeted
    ? namespaceAt(document, '/spec/targetNamespace', target, false)
    : namespaceAt(document, '/metadata/namespace', own, false);
  const isNamed = at(spec, 'releaseName') !== undefined;
  const calledAs = isNamed ? textAt(spec, 'releaseName') : isTargeted ? join(target, name) : name;
  const values = fluxValues(release, sources);
  return [{ name, folder, takes: EVERYTHING, namespace, values, release: releaseName(calledAs) }];
}

/** Flux calls a release after the namespace that it is sent to, too. */
function join(target: string | undefined, name: string | undefined): string | undefined {
  return target === undefined || name === undefined ? undefined : `${target}-${name}`;
}
