import { cleanPath, type Deployment } from './deployment.ts';
import { type GitopsResource, listAt, textAt } from './gitops-resource.ts';

/**
 * What a Kustomization or a HelmRelease of Flux deploys. A Kustomization puts everything into its target namespace; a
 * release goes into its own, or that of the HelmRelease. Source: https://fluxcd.io/flux/components/kustomize/kustomizations/
 * and https://fluxcd.io/flux/components/helm/helmreleases/
 */
export function fluxDeployments({ document, name, namespace, spec }: GitopsResource): readonly Deployment[] {
  const chart = textAt(spec, 'chart', 'spec', 'chart');
  const path = textAt(spec, 'path') ?? chart;
  // A chart without a path is one of a repository of charts.
  if (path === undefined || (chart !== undefined && !/^\.{0,2}\//.test(chart))) return [];
  const target = textAt(spec, 'targetNamespace');
  const written = target === undefined ? '/metadata/namespace' : '/spec/targetNamespace';
  const goesTo = target ?? (chart === undefined ? undefined : namespace);
  return [
    {
      name,
      folder: cleanPath(path),
      namespace:
        goesTo === undefined
          ? undefined
          : { name: goesTo, isForced: chart === undefined, origin: { document, path: written } },
      values: listAt(spec, 'chart', 'spec', 'valuesFiles').filter((file) => typeof file === 'string'),
      release: textAt(spec, 'releaseName') ?? name,
    },
  ];
}
