import type { Diagnostic } from 'vscode-languageserver/node';
import type { Finding } from '../core/model/finding.ts';
import type { Source } from '../core/model/source.ts';
import type { Host } from '../core/workspace/host.ts';
import type { ManifestDocument } from '../core/workspace/manifest.ts';
import { writtenAt } from '../core/workspace/written-at.ts';
import { toDiagnostics } from './to-lsp.ts';

/** The diagnostics of findings, made anew only where one of their places has moved: most have not when somebody types. */
export interface DiagnosticCache {
  /**
   * The diagnostic of a finding with a note behind it, the same object for as long as it says the same; undefined when its
   * place is gone.
   */
  readonly diagnosticOf: (finding: Finding, note: string | undefined) => Diagnostic | undefined;
  /** The manifests in which the related places of a finding were when its diagnostic was last made. */
  readonly relatedUris: (finding: Finding) => readonly string[];
}

interface Entry {
  readonly diagnostic: Diagnostic | undefined;
  readonly note: string | undefined;
  /** The finding's own place, then the related ones. */
  readonly places: readonly Place[];
}

/** Where a document is: as long as neither of these changes, every place in it stays where it is. */
interface Place {
  readonly uri: string | undefined;
  readonly document: ManifestDocument | undefined;
  readonly line: number | undefined;
}

/** Makes an empty cache. */
export function createDiagnosticCache(host: Host, withRelated: () => boolean): DiagnosticCache {
  const entries = new WeakMap<Finding, Entry>();
  const placeOf = (source: Source): Place => {
    const { manifestOf, manifests } = host.snapshot();
    const { document } = writtenAt(host.snapshot(), source);
    const uri = manifestOf.get(document);
    const chunk = uri === undefined ? undefined : manifests.get(uri)?.chunkOf(document);
    return { uri, document: chunk?.document, line: chunk?.line };
  };
  return {
    diagnosticOf: (finding, note) => {
      const known = entries.get(finding);
      const places = [finding.at, ...finding.related.map(({ at }) => at)].map(placeOf);
      const isStill = (old: Entry): boolean =>
        old.note === note && places.every((place, i) => isSame(place, old.places[i]));
      if (known && isStill(known)) return known.diagnostic;
      const [bare] = toDiagnostics([finding], host, withRelated());
      const made = bare && note !== undefined ? { ...bare, message: `${bare.message} ${note}` } : bare;
      const isEqual = JSON.stringify(made) === JSON.stringify(known?.diagnostic);
      const diagnostic = known && isEqual ? known.diagnostic : made;
      entries.set(finding, { diagnostic, note, places });
      return diagnostic;
    },
    relatedUris: (finding) =>
      entries.get(finding)?.places.flatMap(({ uri }, i) => (i > 0 && uri) || []) ?? [],
  };
}

function isSame(a: Place, b: Place | undefined): boolean {
  return a.document === b?.document && a.line === b?.line && a.uri === b?.uri;
}
