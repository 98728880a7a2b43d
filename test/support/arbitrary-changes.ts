import fc from 'fast-check';
import type { ManifestChange } from '../../server/src/core/workspace/snapshot.ts';
import { arbitraryDocument } from './arbitrary-documents.ts';

/** The texts of a workspace, by uri. */
export type Texts = Map<string, string>;

/** One thing that may happen to a workspace, in words for whoever reads a counterexample. */
export interface Step {
  readonly says: string;
  /** Changes the texts and says what to tell the host. */
  readonly run: (texts: Texts) => ManifestChange[];
}

const uris = fc.constantFrom('file:///a.yaml', 'file:///b.yaml', 'file:///c.yaml');

function setText(texts: Texts, uri: string, text: string, editedAt?: number): ManifestChange[] {
  texts.set(uri, text);
  return [{ uri, text, editedAt }];
}

/** Cuts a text as people see its documents; the separators are put back between them. */
function documentsOf(texts: Texts, uri: string): string[] {
  return (texts.get(uri) ?? '').split(/^---\n/m);
}

function setDocuments(texts: Texts, uri: string, documents: readonly string[]): ManifestChange[] {
  return setText(texts, uri, documents.join('---\n'));
}

const pieces = [
  '',
  ' ',
  '\n',
  '#',
  '# c\n',
  'x',
  '8',
  '"',
  "'",
  '{',
  '[',
  '\t',
  '-',
  ': ',
  '---\n',
  '  a: b\n',
  '{{ .x }}',
  '&',
  '*a',
  '...\n',
];

const type: fc.Arbitrary<Step> = fc
  .record({
    uri: uris,
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.constantFrom(0, 0, 1, 3, 20),
    insert: fc.constantFrom(...pieces),
  })
  .map(({ uri, place, remove, insert }) => ({
    says: `at ${place} of ${uri} replace ${remove} characters by ${JSON.stringify(insert)}`,
    run: (texts) => {
      const text = texts.get(uri) ?? '';
      const at = Math.floor(place * text.length);
      return setText(texts, uri, text.slice(0, at) + insert + text.slice(at + remove), at + insert.length);
    },
  }));

const words = ['web', 'api', 'wbe', 'shop', 'other', '80', '8080', 'http', 'UDP', 'null', 'NetworkPolicy'];

const replaceWord: fc.Arbitrary<Step> = fc
  .record({ uri: uris, nth: fc.nat(40), word: fc.constantFrom(...words) })
  .map(({ uri, nth, word }) => ({
    says: `replace value ${nth} of ${uri} by ${word}`,
    run: (texts) => {
      const text = texts.get(uri) ?? '';
      const found = [...text.matchAll(/(?<=: )[\w-]+/g)];
      const old = found[nth % Math.max(1, found.length)];
      if (!old) return [];
      const end = old.index + old[0].length;
      return setText(texts, uri, text.slice(0, old.index) + word + text.slice(end), old.index + word.length);
    },
  }));

const addDocument: fc.Arbitrary<Step> = fc
  .record({ uri: uris, nth: fc.nat(5), document: arbitraryDocument })
  .map(({ uri, nth, document }) => ({
    says: `add to ${uri} as document ${nth}:\n${document}`,
    run: (texts) => {
      const documents = documentsOf(texts, uri);
      documents.splice(nth % (documents.length + 1), 0, document);
      return setDocuments(texts, uri, documents);
    },
  }));

const removeDocument: fc.Arbitrary<Step> = fc.record({ uri: uris, nth: fc.nat(5) }).map(({ uri, nth }) => ({
  says: `remove document ${nth} of ${uri}`,
  run: (texts) => {
    const documents = documentsOf(texts, uri);
    documents.splice(nth % documents.length, 1);
    return setDocuments(texts, uri, documents);
  },
}));

const moveDocument: fc.Arbitrary<Step> = fc
  .record({ from: uris, to: uris, nth: fc.nat(5), place: fc.nat(5) })
  .map(({ from, to, nth, place }) => ({
    says: `move document ${nth} of ${from} to ${place} of ${to}`,
    run: (texts) => {
      const source = documentsOf(texts, from);
      const [moved = ''] = source.splice(nth % source.length, 1);
      const changes = setDocuments(texts, from, source);
      const target = documentsOf(texts, to);
      target.splice(place % (target.length + 1), 0, moved);
      // Both changes come at once; when both are of one manifest, the second one says how it ends.
      return [...changes, ...setDocuments(texts, to, target)];
    },
  }));

const removeManifest: fc.Arbitrary<Step> = uris.map((uri) => ({
  says: `remove ${uri}`,
  run: (texts) => {
    texts.delete(uri);
    return [{ uri, text: undefined, editedAt: undefined }];
  },
}));

const writeManifest: fc.Arbitrary<Step> = fc
  .record({ uri: uris, documents: fc.array(arbitraryDocument, { maxLength: 4 }) })
  .map(({ uri, documents }) => ({
    says: `write ${uri}:\n${documents.join('---\n')}`,
    run: (texts) => setDocuments(texts, uri, documents),
  }));

/** Puts a quote into a manifest, or takes it out again. */
const breakOrMend: fc.Arbitrary<Step> = uris.map((uri) => ({
  says: `break or mend ${uri}`,
  run: (texts) => {
    const text = texts.get(uri) ?? '';
    const broken = text.includes(BREAK);
    return setText(texts, uri, broken ? text.replace(BREAK, 'kind: ') : text.replace('kind: ', BREAK));
  },
}));
const BREAK = 'kind: "';

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: type },
  { weight: 4, arbitrary: replaceWord },
  { weight: 4, arbitrary: addDocument },
  { weight: 2, arbitrary: removeDocument },
  { weight: 2, arbitrary: moveDocument },
  { weight: 2, arbitrary: breakOrMend },
  removeManifest,
  writeManifest,
);

/** A workspace to begin with: texts by uri. */
export const arbitraryTexts: fc.Arbitrary<readonly (readonly [string, string])[]> = fc.array(
  fc.tuple(
    uris,
    fc.array(arbitraryDocument, { maxLength: 4 }).map((documents) => documents.join('---\n')),
  ),
  { maxLength: 3 },
);

/** What happens to it, one thing after the other. */
export const arbitrarySteps: fc.Arbitrary<readonly Step[]> = fc.array(step, { maxLength: 10 });
