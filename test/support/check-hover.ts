import { expect } from 'vitest';
import type { FeatureContext } from '../../server/src/core/features/feature-context.ts';
import { hover } from '../../server/src/core/features/hover.ts';
import { createLineIndex, type LineIndex } from '../../server/src/core/text/line-index.ts';
import type { Settings } from '../../server/src/core/workspace/settings.ts';
import { openWorkspace, type TestWorkspace } from './workspace.ts';

/** What the hover of a test says, and the text that it is about. */
export interface ShownHover {
  readonly on: string;
  readonly says: string;
}

/** The hover at the cursor (`$0`) of a fixture, or undefined. Links are lines: `#12`, `other.yaml#12`. */
export function hoverOf(source: string, settings: Partial<Settings> = {}): ShownHover | undefined {
  const workspace = openWorkspace(source, settings);
  const { cursor } = workspace.fixture;
  if (!cursor) throw new Error('the fixture has no cursor');
  return hoverIn(featureContext(workspace), cursor.uri, cursor.offset);
}

/** Demands a hover at the cursor, about this text, that says exactly this. */
export function checkHover(source: string, on: string, says: string, settings: Partial<Settings> = {}): void {
  expect(hoverOf(source, settings)).toEqual({ on, says: says.trim() });
}

/** The hover at an offset of a manifest, or undefined. */
export function hoverIn(context: FeatureContext, uri: string, offset: number): ShownHover | undefined {
  const found = hover(context, uri, offset);
  const text = context.snapshot.manifests.get(uri)?.text ?? '';
  return found && { on: text.slice(found.span.start, found.span.end), says: found.markdown };
}

/** What features read of a test's workspace as it is now; its links name lines. */
export function featureContext({ host, environment }: TestWorkspace): FeatureContext {
  const snapshot = host.snapshot();
  const lines = new Map<string, LineIndex>();
  return {
    snapshot,
    locator: host.locator,
    environment: environment(),
    linkTo: (source) => {
      const location = host.locator.locate(snapshot, source);
      if (!location) return undefined;
      const { uri, span } = location;
      const index = lines.get(uri) ?? createLineIndex(snapshot.manifests.get(uri)?.text ?? '');
      lines.set(uri, index);
      return `${uri.replace(/^file:\/\/\/(?:fixture\.yaml)?/, '')}#${index.positionAt(span.start).line + 1}`;
    },
  };
}
