import type { YamlChange } from '../model/yaml-change.ts';
import { applyEdits, editsOverlap, type TextEdit } from '../text/text-edit.ts';
import { addEntry, appendItem, appendItems, type Editable, renameKey, setScalar } from '../yaml/edit-yaml.ts';
import { writeDocument } from '../yaml/write-yaml.ts';
import type { Locator } from './locator.ts';
import type { Manifest, ManifestChunk } from './manifest.ts';
import type { ManifestChange, Snapshot } from './snapshot.ts';
import { changeToWrite } from './written-at.ts';

/** Edits of several manifests, by uri; spans are within the manifest. */
export type ManifestEdits = ReadonlyMap<string, readonly TextEdit[]>;

/**
 * How changes look in the text of the manifests. Undefined when one of them does not fit what stands there, or when two
 * of them would change the same text.
 */
export function editManifests(
  snapshot: Snapshot,
  locator: Locator,
  changes: readonly YamlChange[],
): ManifestEdits | undefined {
  const edits = new Map<string, TextEdit[]>();
  for (const meant of changes) {
    const change = changeToWrite(snapshot, meant);
    const place = change && findDocument(snapshot, change);
    const edit = place && editFor(snapshot, locator, place, change);
    if (!place || !edit) return undefined;
    edits.set(place.manifest.uri, [...(edits.get(place.manifest.uri) ?? []), edit]);
  }
  return [...edits.values()].some(editsOverlap) ? undefined : edits;
}

/** The manifests as they would be after the edits. */
export function previewTexts(snapshot: Snapshot, edits: ManifestEdits): ManifestChange[] {
  return [...edits].map(([uri, ofManifest]) => ({
    uri,
    text: applyEdits(snapshot.manifests.get(uri)?.text ?? '', ofManifest),
    editedAt: undefined,
  }));
}

interface Place {
  readonly manifest: Manifest;
  readonly chunk: ManifestChunk;
}

function findDocument(snapshot: Snapshot, change: YamlChange): Place | undefined {
  const id = change.type === 'add-document' ? change.after : change.document;
  const manifest = snapshot.manifests.get(snapshot.manifestOf.get(id) ?? '');
  const chunk = manifest?.chunkOf(id);
  return manifest && chunk && { manifest, chunk };
}

function editFor(
  snapshot: Snapshot,
  locator: Locator,
  { manifest, chunk }: Place,
  change: YamlChange,
): TextEdit | undefined {
  if (change.type === 'add-document') return documentAfter(manifest, chunk, writeDocument(change.value));
  if (change.type === 'replace-within') {
    const { document, path, text, occurrence } = change;
    const found = locator.locate(snapshot, { document, path, part: 'value', within: { text, occurrence } });
    // Where the text is not to be found, the locator gives the value around it.
    const isFound = found && manifest.text.slice(found.span.start, found.span.end) === text;
    return isFound ? { span: found.span, newText: change.newText } : undefined;
  }
  const editable: Editable = {
    text: manifest.text.slice(chunk.span.start, chunk.span.end),
    root: locator.tree(manifest, chunk).root,
  };
  const edit = editWithin(editable, change);
  const { start } = chunk.span;
  return edit && { ...edit, span: { start: edit.span.start + start, end: edit.span.end + start } };
}

function editWithin(
  editable: Editable,
  change: Exclude<YamlChange, { type: 'add-document' | 'replace-within' }>,
): TextEdit | undefined {
  switch (change.type) {
    case 'set-scalar':
      return setScalar(editable, change.path, change.value);
    case 'rename-key':
      return renameKey(editable, change.path, change.key);
    case 'append-item':
      return appendItem(editable, change.path, change.value);
    case 'append-items':
      return appendItems(editable, change.path, change.values);
    case 'add-entry':
      return addEntry(editable, change.path, change.value);
  }
}

/** A new document goes between this one and the next; in JSON, and between the items of a list, there is no such place. */
function documentAfter(
  { text }: Manifest,
  { span, role }: ManifestChunk,
  written: string,
): TextEdit | undefined {
  if (role.type !== 'document' || /^\s*[{[]/.test(text)) return undefined;
  const before = text.slice(span.start, span.end);
  const lineBreak = before === '' || before.endsWith('\n') ? '' : '\n';
  // Behind a `...` the next document needs no separator, and so must not get the new one's text in front of it.
  const end = span.end === text.length || text.startsWith('---', span.end) ? '' : '...\n';
  const newText = `${lineBreak}---\n${written}${end}`;
  return {
    span: { start: span.end, end: span.end },
    newText: text.includes('\r\n') ? newText.replaceAll('\n', '\r\n') : newText,
  };
}
