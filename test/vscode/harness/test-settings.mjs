import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes the user settings of a VS Code under test: nothing that moves, asks or talks by itself.
 * @param {string} userDataDir what VS Code is given as `--user-data-dir`
 */
export async function writeTestSettings(userDataDir) {
  const settings = {
    'chat.disableAIFeatures': true,
    'editor.hover.delay': 100,
    'editor.minimap.enabled': false,
    'extensions.autoCheckUpdates': false,
    'files.autoSave': 'off',
    'git.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'workbench.colorTheme': 'Default Light Modern',
    'workbench.reduceMotion': 'on',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.startupEditor': 'none',
  };
  await mkdir(path.join(userDataDir, 'User'), { recursive: true });
  await writeFile(path.join(userDataDir, 'User/settings.json'), JSON.stringify(settings));
}
