import { type CancellationToken, type CodeLens, CodeLensRefreshRequest } from 'vscode-languageserver/node';
import { rootOf } from '../../core/environments/plan-folders.ts';
import { describeChange, describeCounts } from '../../core/features/diff/describe-change.ts';
import { type DiffNames, makeDiffReport, type ReportedChange } from '../../core/features/diff/diff-report.ts';
import { formatResource, resourceId, sourceIn } from '../../core/workspace/resource.ts';
import { normalizeUri } from '../../io/file-uri.ts';
import { type PolicyChangesParams, policyChangesCommand } from '../../protocol/policy-changes.ts';
import { answerWhenIdle } from '../answer.ts';
import type { FolderComparison } from '../folder-comparisons.ts';
import type { Session } from '../session.ts';
import { toLocation } from '../to-lsp.ts';
import { topologyLenses } from '../topology-lenses.ts';

/**
 * Says above each policy what its change opens and closes since the last commit, where that is something; and leads from
 * each node of the topology to the client's view of it, where it has one.
 */
export function handleCodeLens(session: Session): void {
  /** What was last told of each folder: when it is something else, lenses of other documents are out of date. */
  const told = new Map<string, string>();
  const refreshOthers = (id: string, { policies }: FolderComparison): void => {
    const counts = [...policies.values()].map(({ opened, closed }) => `${opened} ${closed}`).join();
    if (counts !== (told.get(id) ?? '')) refreshLenses(session);
    told.set(id, counts);
  };
  session.connection.onCodeLens(async ({ textDocument }, token) => {
    const uri = normalizeUri(textDocument.uri);
    await answerWhenIdle(session, token, () => {});
    const comparison = hasPolicies(session, uri) ? await compare(session, uri, token) : undefined;
    const lenses = topologyLenses(session, uri);
    if (!comparison) return lenses;
    refreshOthers(session.environmentFor(uri)?.id ?? '', comparison);
    return [...lensesOf(session, uri, comparison), ...lenses];
  });
  session.connection.onExecuteCommand(async ({ command, arguments: [params] = [] }, token) => {
    if (command !== policyChangesCommand || !isParams(params)) return null;
    const comparison = await compare(session, params.uri, token);
    return comparison ? write(session, params, comparison) : null;
  });
}

/** Asks the client to ask for lenses again, where it can be asked. */
export function refreshLenses({ connection, capabilities, wantsLenses }: Session): void {
  if (!wantsLenses() || !capabilities().workspace?.codeLens?.refreshSupport) return;
  // A client that is gone needs no lenses.
  connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {});
}

/**
 * Compares the folder of a manifest with its last commit, when nothing else is to be done and again when something changed
 * meanwhile: a client that has something newer to ask cancels.
 */
async function compare(
  session: Session,
  uri: string,
  token: CancellationToken,
): Promise<FolderComparison | undefined> {
  for (;;) {
    const snapshot = await answerWhenIdle(session, token, session.host.snapshot);
    const folder = session.environmentFor(uri)?.id;
    if (folder === undefined || !session.mayRunPrograms() || !session.wantsLenses()) return undefined;
    const found = await session.compareFolder(folder);
    if (found || session.host.snapshot() === snapshot) return found;
  }
}

function hasPolicies({ host }: Session, uri: string): boolean {
  const chunks = host.snapshot().manifests.get(uri)?.chunks ?? [];
  return chunks.some(({ document }) => document.facts.some(({ policy }) => policy));
}

function lensesOf(session: Session, uri: string, { policies }: FolderComparison): CodeLens[] {
  const command = session.clientOptions().showPolicyChangesCommand ?? policyChangesCommand;
  return [...policies].flatMap(([policy, { opened, closed }]): CodeLens[] => {
    const title = describeCounts(opened, closed);
    const place =
      title === '' ? undefined : toLocation(session.host, sourceIn(policy, policy.facts.root, 'value'));
    if (place?.uri !== uri) return [];
    const params: PolicyChangesParams = { uri, policy: resourceId(policy) };
    return [{ range: place.range, command: { title: `${title} since HEAD`, command, arguments: [params] } }];
  });
}

function write(
  { host, folders }: Session,
  params: PolicyChangesParams,
  comparison: FolderComparison,
): string | null {
  const { compared, policies } = comparison;
  const [policy, own] = [...policies].find(([one]) => resourceId(one) === params.policy) ?? [];
  if (!policy || !own || !compared) return null;
  const inFolder = (uri: string): string =>
    decodeURIComponent(uri.slice((rootOf(uri, folders()) ?? '').length + 1));
  const names: DiffNames = { base: 'HEAD', before: (uri) => `HEAD:${inFolder(uri)}`, after: inFolder };
  const { changes } = makeDiffReport(host.locator, compared, names, own.changes);
  return [
    `${formatResource(policy)} ${describeCounts(own.opened, own.closed)} since HEAD\n`,
    ...changes.map(writeChange),
  ].join('\n');
}

function writeChange({ change, ports, reasons }: ReportedChange): string {
  const why = reasons.map(({ message, place }) =>
    place ? `    ${place.file}:${place.line}:${place.column}: ${message}` : `    ${message}`,
  );
  return [describeChange(change, ports), ...why, ''].join('\n');
}

function isParams(params: unknown): params is PolicyChangesParams {
  return (
    typeof params === 'object' &&
    params !== null &&
    'uri' in params &&
    typeof params.uri === 'string' &&
    'policy' in params &&
    typeof params.policy === 'string'
  );
}
