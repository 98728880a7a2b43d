import { releaseName } from '../helm/release-name.ts';
import { argoValues } from './argo-values.ts';
import { cleanPath, type Deployment, namespaceAt } from './deployment.ts';
import { at, type GitopsResource, listAt, textAt } from './gitops-resource.ts';
import { takenByArgo } from './taken-files.ts';

/**
 * What an Application of Argo CD deploys: the folders of its sources, into the namespace of its destination where resources
 * name none. The root is left out: every repository has one, and which of them is here nobody says. Source:
 * https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/
 */
export function applicationDeployments(application: GitopsResource): readonly Deployment[] {
  const { document, name, spec } = application;
  const listed = listAt(spec, 'sources');
  const sources = listed.length > 0 ? listed : [at(spec, 'source')];
  const goesTo = textAt(spec, 'destination', 'namespace');
  const namespace = namespaceAt(document, '/spec/destination/namespace', goesTo, false);
  return sources.flatMap((source): Deployment[] => {
    const folder = cleanPath(textAt(source, 'path') ?? '');
    if (!folder) return [];
    const isNamed = at(source, 'helm', 'releaseName') !== undefined;
    const release = releaseName(isNamed ? textAt(source, 'helm', 'releaseName') : name);
    const values = argoValues(source, sources, folder);
    return [{ name, folder, takes: takenByArgo(source), namespace, values, release }];
  });
}
