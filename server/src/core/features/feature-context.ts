import type { Source } from '../model/source.ts';
import type { Environment } from '../workspace/environment.ts';
import type { Locator } from '../workspace/locator.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** What an editor feature reads: the frozen workspace, and one environment of it in which it answers. */
export interface FeatureContext {
  readonly snapshot: Snapshot;
  readonly locator: Locator;
  readonly environment: Environment;
  /**
   * A link that the editor opens at the source (`file:///a.yaml#L3,5`); undefined where the source is gone.
   */
  readonly linkTo: (source: Source) => string | undefined;
}
