import { makeElement, setAttributes } from '../make-element.ts';
import { text } from '../texts.ts';

type Choice = 'automatic' | 'light' | 'dark';

const NEXT: Readonly<Record<Choice, Choice>> = { automatic: 'light', light: 'dark', dark: 'automatic' };
const SIGNS: Readonly<Record<Choice, string>> = { automatic: '◑', light: '☀', dark: '☾' };
const WORDS = { automatic: 'as the system', light: 'light', dark: 'dark' } as const;

/**
 * Gives the page its colours, and makes the button that changes them. Without a choice they are those that the reader's system
 * asks for, with high contrast where it asks for that. `changed` is called after each later change.
 */
export function themeButton(first: 'light' | 'dark' | undefined, changed: () => void): HTMLElement {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const contrast = window.matchMedia('(prefers-contrast: more), (forced-colors: active)');
  const button = makeElement('button', { type: 'button', class: 'icon-button' });
  let choice: Choice = first ?? 'automatic';
  const apply = (): void => {
    const isDark = choice === 'automatic' ? dark.matches : choice === 'dark';
    setTheme(isDark, contrast.matches);
    const label = text('Colours: {0}', text(WORDS[choice]));
    setAttributes(button, { 'aria-label': label, title: label });
    button.textContent = SIGNS[choice];
  };
  const follow = (): void => {
    apply();
    changed();
  };
  button.addEventListener('click', () => {
    choice = NEXT[choice];
    follow();
  });
  for (const query of [dark, contrast]) query.addEventListener('change', follow);
  apply();
  return button;
}

/** The names by which an editor tells a page its theme, because the view knows these. */
function setTheme(isDark: boolean, isContrast: boolean): void {
  const name = isDark ? 'dark' : 'light';
  const classes = isContrast
    ? `vscode-high-contrast${isDark ? '' : ' vscode-high-contrast-light'}`
    : `vscode-${name}`;
  document.body.className = classes;
  document.documentElement.dataset.theme = isContrast ? `contrast-${name}` : name;
}
