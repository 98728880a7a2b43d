import { isOfNetwork } from '../workspace/is-of-network.ts';
import { formatResource, type Resource, resourceId, sourceOf } from '../workspace/resource.ts';
import type { Settings } from '../workspace/settings.ts';
import type { View } from '../workspace/view.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  severity: 'info',
  summary: 'A resource is defined twice',
  why: `Resources are told apart by kind, namespace and name. Of two that are applied together, the one that is applied
last replaces the other, or, with tools such as Kustomize, nothing is applied at all. It is an information, because
manifests may be alternatives of which only one is applied.

What has no part in the network, such as an Application or a ConfigMap, is told only where both stand in one folder: folders
such as \`dev/\` and \`prod/\` hold one each, and only one of them is applied.

Where only one of them says its namespace, nobody can tell whether they are the same. Namespaces with the same labels
may be written as often as one likes.`,
  remedy: 'Rename one of the two, or remove it.',
  alsoKnownAs: [],
  source: 'semantics rule 68; https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  on: 'any',
  examples: {
    bad: [
      `
apiVersion: v1
kind: Service
metadata:
  name: web
#       ^^^ Service web is defined twice: where both are applied, the last one replaces the other.
spec:
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
#       ^^^ Service web is defined twice: where both are applied, the last one replaces the other.
spec:
  selector:
    app: web-v2
  ports:
    - port: 8080
`,
    ],
    good: [
      `
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: blue
spec:
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: green
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    ],
  },
  check: (resource, { view, settings, folderOf, report }) => {
    const others = findTwins(view, settings, resource).filter(
      (other) => hasPartInNetwork(resource) || folderOf(other.document) === folderOf(resource.document),
    );
    if (others.length === 0) return;
    const times = others.length === 1 ? 'twice' : `${others.length + 1} times`;
    const [both, replaced] = others.length === 1 ? ['both', 'the other'] : ['they', 'the others'];
    report({
      at: sourceOf(resource),
      message: `${format(resource)} is defined ${times}: where ${both} are applied, the last one replaces ${replaced}.`,
      related: others
        .slice(0, MOST_RELATED)
        .map((other) => ({ at: sourceOf(other), message: 'defined here too' })),
    });
  },
});

/** Beyond these the count says enough. */
const MOST_RELATED = 5;

/** Of kinds that are not known nobody can say whether they have a namespace, so an implied one is not shown. */
function format(resource: Resource): string {
  const { kind, name } = resource.facts;
  return resource.namespaceImplied ? `${kind} ${name?.value}` : formatResource(resource);
}

/** The other resources that are surely the same one. */
function findTwins(view: View, settings: Settings, resource: Resource): Resource[] {
  const { facts, namespace } = resource;
  const name = facts.name?.value;
  if (name === undefined || !isApiGroup(facts.group)) return [];
  const sameNamespace = ({ namespaceImplied }: Resource): boolean =>
    settings.defaultNamespace !== undefined || namespaceImplied === resource.namespaceImplied;
  return view
    .named(facts.group, facts.kind, namespace, name)
    .filter(
      (other) =>
        resourceId(other) !== resourceId(resource) && sameNamespace(other) && !isHarmless(resource, other),
    );
}

/** By these alone folders are told apart that are not applied together: those of anything else may still be alternatives. */
function hasPartInNetwork({ facts }: Resource): boolean {
  return facts.kind === 'Namespace' || isOfNetwork(facts);
}

/** Files of other tools (`skaffold/v4`) look like resources; groups of custom resources are domain names. */
function isApiGroup(group: string): boolean {
  if (group.startsWith('kustomize.')) return false;
  return group.includes('.') || ['', 'apps', 'autoscaling', 'batch', 'extensions', 'policy'].includes(group);
}

/** A Namespace is its labels, as far as it matters here. */
function isHarmless({ facts }: Resource, other: Resource): boolean {
  return facts.kind === 'Namespace' && labelsOf(facts) === labelsOf(other.facts);
}

function labelsOf({ labels }: Resource['facts']): string {
  return JSON.stringify(labels.entries.map(({ key, value }) => `${key}=${value}`).sort());
}
