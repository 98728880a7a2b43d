import type { ReportData } from '../../../server/src/core/features/topology/report-data.ts';
import type { StateStore } from '../channel.ts';
import { START, type ViewState } from '../view-state.ts';

/**
 * Keeps the state of the view in the entry of the browser's history: it survives a reload, and is of this page alone, where
 * the storages are shared by all files. Before anything is saved, the view opens as the report says.
 */
export function reportStore(data: ReportData): StateStore {
  return {
    load: () => window.history.state ?? firstState(data),
    save: (state) => window.history.replaceState(state, ''),
  };
}

function firstState({ start, compared }: ReportData): ViewState {
  const { place = START.place, expanded } = start;
  return { ...START, place, expanded, changes: compared !== null };
}
