import { type Tab, type TabGroup, TabInputText, TabInputWebview, type Uri, ViewColumn, window } from 'vscode';
import { PANEL_TYPE } from './panel-type.ts';

/**
 * The column in which to open a file so that it does not cover the view: where it is open already, else where editors are,
 * else beside the view.
 */
export function editorColumn(uri: Uri): ViewColumn {
  const groups = window.tabGroups.all.filter(({ activeTab }) => !activeTab || !isView(activeTab));
  const shows = (group: TabGroup): boolean => group.tabs.some((tab) => isTextOf(tab, uri));
  const hasEditor = (group: TabGroup): boolean => group.activeTab?.input instanceof TabInputText;
  const active = groups.find(({ isActive }) => isActive);
  const group = groups.find(shows) ?? active ?? groups.find(hasEditor) ?? groups[0];
  return group?.viewColumn ?? ViewColumn.Beside;
}

/** Whether a tab is the view; the workbench writes something before the type. */
export function isView({ input }: Tab): boolean {
  return input instanceof TabInputWebview && input.viewType.endsWith(PANEL_TYPE);
}

function isTextOf({ input }: Tab, uri: Uri): boolean {
  return input instanceof TabInputText && input.uri.toString() === uri.toString();
}
