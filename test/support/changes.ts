import {
  type ConnectionChanges,
  connectionChanges,
} from '../../server/src/core/features/diff/connection-changes.ts';
import { describeChange } from '../../server/src/core/features/diff/describe-change.ts';
import { describeReason } from '../../server/src/core/features/diff/describe-reason.ts';
import type { Settings } from '../../server/src/core/workspace/settings.ts';
import { openWorkspace } from './workspace.ts';

const URI = 'file:///fixture.yaml';

/** Compares two texts of one manifest. */
export function compareTexts(before: string, after: string, settings?: Partial<Settings>): ConnectionChanges {
  const { host } = openWorkspace(after, settings);
  const now = host.snapshot();
  const former = host.preview(now, [{ uri: URI, text: before, editedAt: undefined }]).snapshot;
  return connectionChanges(former, now, 'workspace');
}

/** Every change in a line, with what decides it behind it. */
export function describeChanges(compared: ConnectionChanges): string[] {
  return [...compared.changes()].flatMap((change) =>
    compared.explain(change).map((ports) => {
      const reasons = ports.reasons.map((reason) => describeReason(reason, compared.after.environment).text);
      return [describeChange(change, ports), ...reasons].join(' | ');
    }),
  );
}
