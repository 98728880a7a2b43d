import { createKindTable } from '../../server/src/core/kinds/lower-chunk.ts';
import { KINDS } from '../../server/src/core/kinds/registry.gen.ts';
import type { Environment } from '../../server/src/core/workspace/environment.ts';
import { createHost, type Host } from '../../server/src/core/workspace/host.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/core/workspace/settings.ts';
import { plainView, type View } from '../../server/src/core/workspace/view.ts';
import { type Fixture, parseFixture } from './fixture.ts';

/** A workspace in memory, of one environment, made from a fixture. */
export interface TestWorkspace {
  readonly host: Host;
  readonly fixture: Fixture;
  readonly environment: () => Environment;
  readonly view: () => View;
}

/** Makes a host that holds the files of a fixture. */
export function openWorkspace(source: string, settings: Partial<Settings> = {}): TestWorkspace {
  const fixture = parseFixture(source);
  const host = hostOf(fixture.files, settings);
  const environment = (): Environment => {
    const found = host.snapshot().environments.get('workspace');
    if (!found) throw new Error('the fixture has no files');
    return found;
  };
  return { host, fixture, environment, view: () => plainView(environment()) };
}

/** Makes a host that holds these texts as one environment, `workspace`. */
export function hostOf(
  files: readonly { readonly uri: string; readonly text: string }[],
  settings: Partial<Settings> = {},
): Host {
  const host = createHost({
    kinds: createKindTable(KINDS),
    settingsOf: () => ({ ...DEFAULT_SETTINGS, ...settings }),
    environmentsOf: () => ['workspace'],
  });
  host.apply(files.map(({ uri, text }) => ({ uri, text, editedAt: undefined })));
  return host;
}
