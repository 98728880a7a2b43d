import type { Scene } from '../../server/src/core/drawing/scene.ts';
import { text } from './texts.ts';
import type { ViewData } from './view-data.ts';
import { drawMessage } from './view-message.ts';
import type { ViewState } from './view-state.ts';

/** Why there is no picture; undefined where there is one. */
export function emptyReason(
  state: ViewState,
  data: ViewData,
  scene: Scene | undefined,
  actions: { readonly clear: () => void; readonly retry: () => void },
): HTMLElement | undefined {
  const { topology, failure } = data;
  if (failure !== undefined) return drawFailure(failure, actions.retry);
  if (topology === undefined) return drawMessage(text('Reading manifests…'), [], undefined);
  if (topology.nodes.length === 0) {
    return drawMessage(
      text('No workloads, Services or policies here'),
      [
        text(
          'Kubereach looks in the YAML and JSON files of the workspace for `Deployment`, `StatefulSet`, `Service`, `Ingress`, `NetworkPolicy` and their like.',
        ),
        text('As soon as a file has one, it shows up here. Files that .gitignore leaves out are not read.'),
      ],
      undefined,
    );
  }
  if (state.tab === 'map' && state.hides && state.filter !== '' && scene?.boxes.length === 0) {
    return drawMessage(text('Nothing matches the filter'), [state.filter], {
      label: text('Clear filter'),
      run: actions.clear,
    });
  }
  return undefined;
}

/** What stands there when nothing was answered: why, and a way to ask again. */
export function drawFailure(failure: string, retry: () => void): HTMLElement {
  const words = text('The topology could not be read: {0}', failure);
  return drawMessage(text('Something went wrong'), [words], { label: text('Try again'), run: retry });
}
