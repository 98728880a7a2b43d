import type { Scene } from '../../server/src/core/drawing/scene.ts';
import { text } from './texts.ts';
import { failureOfPicture, type ViewData } from './view-data.ts';
import type { AbsenceMessage } from './view-message.ts';
import type { ViewState } from './view-state.ts';

/** Why there is no picture; undefined where there is one. */
export function emptyReason(
  state: ViewState,
  data: ViewData,
  scene: Scene | undefined,
  actions: { readonly clear: () => void; readonly retry: () => void },
): AbsenceMessage | undefined {
  const { topology } = data;
  const failure = failureOfPicture(state, data);
  if (failure !== undefined) return failureMessage(failure, actions.retry);
  if (topology === undefined) return { title: text('Reading manifests…'), sentences: [], button: undefined };
  if (topology.nodes.length === 0) {
    return {
      title: text('No workloads, Services or policies here'),
      sentences: [
        text(
          'Kubereach looks in the YAML and JSON files of the workspace for `Deployment`, `StatefulSet`, `Service`, `Ingress`, `NetworkPolicy` and their like.',
        ),
        text('As soon as a file has one, it shows up here. Files that .gitignore leaves out are not read.'),
      ],
      button: undefined,
    };
  }
  if (state.tab === 'map' && state.hides && state.filter !== '' && scene?.boxes.length === 0) {
    return {
      title: text('Nothing matches the filter'),
      sentences: [state.filter],
      button: { label: text('Clear filter'), run: actions.clear },
    };
  }
  return undefined;
}

/** What stands there when nothing was answered: why, and a way to ask again. */
export function failureMessage(failure: string, retry: () => void): AbsenceMessage {
  return {
    title: text('Something went wrong'),
    sentences: [text('The topology could not be read: {0}', failure)],
    button: { label: text('Try again'), run: retry },
  };
}
