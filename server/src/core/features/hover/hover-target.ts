import type { Span } from '../../text/span.ts';
import type { Resource } from '../../workspace/resource.ts';
import type { View } from '../../workspace/view.ts';
import { childPath, isAtOrBelow, type YamlPath } from '../../yaml/yaml-path.ts';
import type { FeatureContext } from '../feature-context.ts';

/** What an editor shows beside the place under the pointer. */
export interface Hover {
  readonly markdown: string;
  /** The place it is about, within the manifest. */
  readonly span: Span;
}

/** The key or value under the pointer, and the resource that it is part of. */
export interface HoverTarget {
  readonly resource: Resource;
  readonly path: YamlPath;
  /** What the value says; undefined on a key, and where a template decides it. */
  readonly text: string | undefined;
  /** Within the manifest, UTF-16 units from 0. */
  readonly offset: number;
  /** The key or value, within the manifest. */
  readonly span: Span;
}

/** All that a description may look at. */
export interface Scene extends FeatureContext {
  readonly view: View;
}

/** Says what there is to say of a target, or nothing, when it is not of the sort that this function knows. */
export type Describe = (target: HoverTarget, scene: Scene) => Hover | undefined;

/** True on the kind and on the name of a resource: the places that stand for the whole of it. */
export function isHeadline({ resource, path }: HoverTarget): boolean {
  const { root, name } = resource.facts;
  return path === childPath(root, 'kind') || path === name?.at;
}

/** True on a place and on everything below it. */
export function isIn({ path }: HoverTarget, place: YamlPath): boolean {
  return isAtOrBelow(path, place);
}
