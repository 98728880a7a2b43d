import type { ConnectionFilter, PeerChoice } from '../../core/features/connections/connection-filter.ts';
import { listExposure } from '../../core/features/connections/list-exposure.ts';
import { listLines } from '../../core/features/connections/list-lines.ts';
import type { PolicyPort } from '../../core/model/policy.ts';
import { evaluateAllPairs } from '../../core/reach/pairs/all-pairs.ts';
import { type PodPeer, podPeers } from '../../core/reach/pairs/peers.ts';
import { podsOf } from '../../core/reach/pairs/pod-classes.ts';
import { plainView, type View } from '../../core/workspace/view.ts';
import { chooseEnvironment, type EnvironmentOption } from '../choose-environment.ts';
import { choosePeer } from '../choose-peer.ts';
import { outputColors } from '../colors.ts';
import type { ConnectionReport } from '../connection-report.ts';
import { fail } from '../fail.ts';
import { loadSettings, type SettingOptions } from '../load-settings.ts';
import { loadWorkspace } from '../load-workspace.ts';
import { parsePort } from '../parse-port.ts';
import { formatConnectionsCsv } from '../reporters/connections-csv.ts';
import { formatConnectionsDot } from '../reporters/connections-dot.ts';
import { formatConnectionsJson } from '../reporters/connections-json.ts';
import { formatConnectionsMarkdown } from '../reporters/connections-markdown.ts';
import { formatConnectionsText } from '../reporters/connections-text.ts';
import { tell } from '../tell.ts';
import { tellCaveats } from '../tell-caveats.ts';
import { writeLines } from '../write-lines.ts';

export interface ConnectionsOptions extends SettingOptions, EnvironmentOption {
  readonly format: 'text' | 'json' | 'csv' | 'md' | 'dot';
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly focus: string | undefined;
  readonly port: string | undefined;
  readonly exposure: boolean;
}

/** Prints who can reach whom, and on what. Returns the exit code: 0 answered, 2 wrong usage or a path that cannot be used. */
export async function connections(paths: readonly string[], options: ConnectionsOptions): Promise<number> {
  const settings = loadSettings(options);
  if (!settings) return 2;
  const { host, notes, pathFailed, fileCount } = await loadWorkspace(paths, settings);
  tell(...notes);
  if (pathFailed) return 2;
  const environment = chooseEnvironment(host, options);
  if (typeof environment === 'string') return fail(environment);
  const view = plainView(environment);
  const all = evaluateAllPairs(view, podsOf(view));
  const peers = podPeers(all);
  const filter = readFilter(view, peers, options);
  if (typeof filter === 'string') return fail(filter);
  tellCaveats(view);
  const report: ConnectionReport = {
    lines: listLines(view, all, peers, filter),
    exposure: options.exposure ? listExposure(view, all, peers, filter) : undefined,
    files: fileCount,
    peers: peers.length,
  };
  await writeLines(formatReport(report, options.format));
  return 0;
}

function formatReport(report: ConnectionReport, format: ConnectionsOptions['format']): Iterable<string> {
  switch (format) {
    case 'text':
      return formatConnectionsText(report, outputColors());
    case 'json':
      return formatConnectionsJson(report);
    case 'csv':
      return formatConnectionsCsv(report);
    case 'md':
      return formatConnectionsMarkdown(report);
    case 'dot':
      return formatConnectionsDot(report);
  }
}

/** What is asked for, or what is wrong with it. */
function readFilter(
  view: View,
  peers: readonly PodPeer[],
  { from, to, focus, port }: ConnectionsOptions,
): ConnectionFilter | string {
  const choose = (text: string | undefined): PeerChoice | string | undefined =>
    text === undefined ? undefined : choosePeer(view, peers, text);
  const [source, destination, either] = [from, to, focus].map(choose);
  const written = port === undefined ? undefined : readPort(port);
  if (typeof source === 'string') return source;
  if (typeof destination === 'string') return destination;
  if (typeof either === 'string') return either;
  if (typeof written === 'string') return written;
  return { from: source, to: destination, focus: either, port: written };
}

/** A number means every protocol, a name whatever the destination declares. */
function readPort(text: string): PolicyPort | string {
  const written = parsePort(text);
  if (typeof written === 'string') return written;
  return {
    protocol: written.protocol ?? 'any',
    port: { value: written.port, at: '' },
    endPort: undefined,
    at: '',
  };
}
