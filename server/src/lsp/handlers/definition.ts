import type { Location } from 'vscode-languageserver/node';
import { joinUri } from '../../core/base/join-uri.ts';
import { valueOfTemplate } from '../../core/features/definition/value-of-template.ts';
import { normalizeUri } from '../../io/file-uri.ts';
import { answerWhenIdle } from '../answer.ts';
import { fromPosition } from '../from-lsp.ts';
import type { Session } from '../session.ts';
import { toRange } from '../to-lsp.ts';

/** Goes from a value in a chart's template to where it is set. */
export function handleDefinition(session: Session): void {
  session.connection.onDefinition(({ textDocument, position }, token) =>
    answerWhenIdle(session, token, (): Location[] | null => {
      const uri = normalizeUri(textDocument.uri);
      const { locator } = session.host;
      const snapshot = session.host.snapshot();
      const manifest = snapshot.manifests.get(uri);
      if (!manifest) return null;
      const context = { snapshot, locator, valuesFilesOf: (chart: string) => valuesFilesOf(session, chart) };
      const found = valueOfTemplate(context, uri, fromPosition(manifest, position));
      return (
        found?.places.flatMap((place): Location[] => {
          const target = snapshot.manifests.get(place.uri);
          return target ? [{ uri: place.uri, range: toRange(target, place.span) }] : [];
        }) ?? null
      );
    }),
  );
}

/** The files that the configuration lays over the values of a chart, whichever of its installations it is. */
function valuesFilesOf({ folders, configurationFiles }: Session, chartFolder: string): string[] {
  const files = folders().flatMap((folder) =>
    configurationFiles
      .chartsIn(folder)
      .filter((chart) => joinUri(folder, chart.folder) === chartFolder)
      .flatMap(({ renderings }) => renderings.flatMap(({ values }) => values))
      .map((file) => joinUri(folder, file)),
  );
  return [...new Set(files)];
}
