import { allOf, type Ternary } from '../../base/ternary.ts';
import type { ComposedNode } from '../composed-node.ts';
import type { BuildContext } from './build-context.ts';
import { compilePattern } from './compile-pattern.ts';
import { isUnknown, textOf, valueAt } from './edit-composed.ts';
import { parseLabelSelector } from './label-selector.ts';
import { currentId, originalId, type Resource } from './resource.ts';

/** Says whether a patch is meant for a resource; `unknown` where a template decides. */
export type TargetTest = (resource: Resource) => Ternary;

/**
 * Reads the `target` of a patch: regular expressions, each for the whole of a name, and selectors of labels and
 * annotations. Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
export function readTarget(target: ComposedNode, context: BuildContext): TargetTest {
  const part = (name: string): Part => readPart(valueAt(target, name), name, context);
  const [group, version, kind] = [part('group'), part('version'), part('kind')];
  const [name, namespace] = [part('name'), part('namespace')];
  const labels = readSelector(target, 'label', context);
  const annotations = readSelector(target, 'annotation', context);
  return (resource) => {
    const now = currentId(resource);
    const first = originalId(resource);
    const written = valueAt(resource.root, 'metadata', 'name');
    const tests: readonly (() => Ternary)[] = [
      () => group([now.group]),
      () => version([now.version]),
      () => kind([now.kind]),
      () => namespace([first.namespace, now.namespace]),
      () => orUnknown(name([first.name, now.name]), written),
      () => labels(resource),
      () => annotations(resource),
    ];
    return allOf(tests, (test) => test());
  };
}

/** Whether one of several texts is meant. */
type Part = (texts: readonly string[]) => Ternary;

function readPart(node: ComposedNode | undefined, name: string, { report }: BuildContext): Part {
  const pattern = textOf(node);
  if (!node || pattern === '') return () => 'yes';
  const test = compilePattern(pattern, 'whole');
  if (!test) report('invalid', node, `The ${name} ${pattern} is no regular expression: correct it`);
  return (texts) => {
    if (!test) return 'no';
    if (texts.some(test)) return 'yes';
    return isUnknown(node) ? 'unknown' : 'no';
  };
}

function orUnknown(answer: Ternary, node: ComposedNode | undefined): Ternary {
  return answer === 'no' && node && isUnknown(node) ? 'unknown' : answer;
}

function readSelector(
  target: ComposedNode,
  type: 'label' | 'annotation',
  { report }: BuildContext,
): TargetTest {
  const node = valueAt(target, `${type}Selector`);
  const test = parseLabelSelector(textOf(node));
  if (node && !test)
    report('invalid', node, `${textOf(node)} is no selector: write it as in app=web,tier in (a, b)`);
  return ({ root }) => {
    if (!test) return 'no';
    const metadata = valueAt(root, 'metadata');
    return test(valueAt(metadata, `${type}s`), isUnknown(metadata ?? root));
  };
}
