import { START, type ViewState } from './view-state.ts';

/** What the editor takes as the state of a view without a murmur. */
const MOST_BYTES = 64 * 1024;

/** The state that was saved; the first one where it is of another version or was never saved. */
export function restoreState(saved: unknown): ViewState {
  if (
    typeof saved !== 'object' ||
    saved === null ||
    !('version' in saved) ||
    saved.version !== START.version
  ) {
    return START;
  }
  // The view alone writes it, and the version says in which form; fields that are missing were undefined.
  return { ...START, ...(saved as Partial<ViewState>) };
}

/** The state without what makes it too large: first the ways back, then the cells of the namespaces. */
export function stateToSave(state: ViewState): ViewState {
  const candidates = [
    state,
    { ...state, back: [], forward: [] },
    { ...state, back: [], forward: [], slots: {} },
  ];
  return candidates.find((each) => JSON.stringify(each).length < MOST_BYTES) ?? START;
}
