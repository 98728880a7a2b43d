import type { ViewState } from '../../client/webview/view-state.ts';
import { packTopology } from '../../server/src/core/topology/pack-topology.ts';
import type { Topology } from '../../server/src/core/topology/topology.ts';
import { largeWorkspace, withOneMore } from '../support/large-workspace.ts';
import { type Answerer, answersOf } from '../webview/fixture-topology.ts';
import type { Harness } from '../webview/harness.ts';
import { type MeasuredPage, measuredPage } from './measured-page.ts';

/** The view of a large workspace that somebody edits. */
export interface EditedPage extends MeasuredPage {
  /** Adds a workload or takes it away; milliseconds from the message that something changed to the new picture. */
  readonly edit: () => Promise<number>;
  /** How many namespaces and nodes of other namespaces such an edit moves. */
  readonly movedByEdit: () => Promise<number>;
  /** The graph as it is sent, in bytes. */
  readonly snapshotSize: number;
}

/** Opens the view in a state. Of an edit only the view is measured: the answers are known. */
export async function editedPage(
  harness: Harness,
  resources: number,
  saved: Partial<ViewState>,
): Promise<EditedPage> {
  const manifests = largeWorkspace(resources);
  const states = [manifests, withOneMore(manifests)].map((each) => remembered(answersOf(each.join('---\n'))));
  let now = 0;
  const answers: Answerer = (question) => states[now]?.(question);
  const page = await measuredPage(
    await harness.open({ answers, saved: { version: 1, environment: 'prod', ...saved } }),
  );
  const edit = (): Promise<number> => {
    now = 1 - now;
    return page.toPaint(`() => window.postMessage({ type: 'changed' }, '*')`);
  };
  const places = (): Promise<Readonly<Record<string, string>>> => page.view.page.evaluate(PLACES);
  return {
    ...page,
    edit,
    movedByEdit: async () => {
      const before = await places();
      await edit();
      const after = await places();
      return Object.keys(before).filter((id) => !/[:/]ns0(?:\/|$)/.test(id) && before[id] !== after[id])
        .length;
    },
    snapshotSize: JSON.stringify(packTopology(answers({ type: 'topology' }) as Topology)).length,
  };
}

const PLACES = `Object.fromEntries([...document.querySelectorAll('.frames > [data-id], .boxes > [data-id]')]
  .map((element) => [element.dataset.id, element.style.transform]))`;

function remembered(answers: Answerer): Answerer {
  const known = new Map<string, unknown>();
  return (question) => {
    const key = JSON.stringify(question);
    if (!known.has(key)) known.set(key, answers(question));
    return known.get(key);
  };
}
