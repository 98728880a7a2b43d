import { allowTraffic } from '../../server/src/core/features/allow-traffic.ts';
import type { Protocol } from '../../server/src/core/model/protocol.ts';
import type {
  TrafficSource,
  WantedTraffic,
} from '../../server/src/core/rules/allow-traffic/wanted-traffic.ts';
import { applyEdits } from '../../server/src/core/text/text-edit.ts';
import type { Resource } from '../../server/src/core/workspace/resource.ts';
import type { View } from '../../server/src/core/workspace/view.ts';
import { openWorkspace } from './workspace.ts';

/** The title and the new text of each changed manifest, by path; or why there is none. */
type Allowed =
  | { readonly title: string; readonly texts: Readonly<Record<string, string>> }
  | { readonly refused: string };

/** The workload of a name: `web`, or `shop/web`. */
export function workloadNamed(view: View, written: string): Resource {
  const [name = '', namespace] = written.split('/').reverse();
  const found = view
    .anywhere('workload', name)
    .find((resource) => namespace === undefined || resource.namespace === namespace);
  if (!found) throw new Error(`there is no workload ${written}`);
  return found;
}

/** Traffic as `web -> api TCP 80`; the source may be `namespace edge` or `anywhere` too. */
export function wantedTraffic(view: View, written: string): WantedTraffic {
  const [, source = '', destination = '', protocol, port] = /^(.+) -> (\S+) (\w+) (\d+)$/.exec(written) ?? [];
  return {
    from: sourceNamed(view, source),
    to: workloadNamed(view, destination),
    protocol: protocol as Protocol,
    port: Number(port),
  };
}

function sourceNamed(view: View, written: string): TrafficSource {
  if (written === 'anywhere') return { type: 'anywhere' };
  const namespace = /^namespace (.+)$/.exec(written)?.[1];
  if (namespace !== undefined) return { type: 'namespace', name: namespace };
  return { type: 'workload', resource: workloadNamed(view, written) };
}

/** Asks for traffic in a fixture, as {@link wantedTraffic} reads it. */
export function allow(source: string, written: string): Allowed {
  const { host, environment, view } = openWorkspace(source);
  const answer = allowTraffic(host, environment(), wantedTraffic(view(), written));
  if (answer.type !== 'edit') return { refused: answer.why };
  const texts = [...answer.edits].map(([uri, edits]) => [
    uri.replace('file:///', ''),
    applyEdits(host.snapshot().manifests.get(uri)?.text ?? '', edits),
  ]);
  return { title: answer.title, texts: Object.fromEntries(texts) };
}
