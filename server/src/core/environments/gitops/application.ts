import { cleanPath, type Deployment } from './deployment.ts';
import { at, type GitopsResource, listAt, textAt } from './gitops-resource.ts';

/**
 * What an Application of Argo CD deploys: the folders of its sources, into the namespace of its destination where resources
 * name none. Source: https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/
 */
export function applicationDeployments({ document, name, spec }: GitopsResource): readonly Deployment[] {
  const sources = listAt(spec, 'sources');
  const namespace = textAt(spec, 'destination', 'namespace');
  return (sources.length > 0 ? sources : [at(spec, 'source')]).flatMap((source): Deployment[] => {
    const path = textAt(source, 'path');
    if (path === undefined) return [];
    return [
      {
        name,
        folder: cleanPath(path),
        namespace:
          namespace === undefined
            ? undefined
            : {
                name: namespace,
                isForced: false,
                origin: { document, path: '/spec/destination/namespace' },
              },
        // `$name/…` is a file of another source.
        values: listAt(source, 'helm', 'valueFiles').filter(
          (file): file is string => typeof file === 'string' && !file.startsWith('$'),
        ),
        release: textAt(source, 'helm', 'releaseName') ?? name,
      },
    ];
  });
}
