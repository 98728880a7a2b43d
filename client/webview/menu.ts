import { makeElement } from './make-element.ts';

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
}

/** Opens a menu below a rectangle; the arrows walk, Enter runs, Escape closes, and the focus goes back where it was. */
export function openMenu(parent: HTMLElement, at: DOMRect, label: string, items: readonly MenuItem[]): void {
  const before = document.activeElement;
  const root = makeElement('div', { class: 'menu', role: 'menu', 'aria-label': label });
  const close = (): void => {
    root.remove();
    document.removeEventListener('pointerdown', onOutside, true);
    if (before instanceof HTMLElement || before instanceof SVGElement) before.focus();
  };
  const onOutside = (event: Event): void => {
    if (event.target instanceof Node && !root.contains(event.target)) close();
  };
  const buttons = items.map((item) => {
    const button = makeElement(
      'button',
      { role: 'menuitem', type: 'button', class: 'menu-item' },
      item.label,
    );
    button.addEventListener('click', () => {
      close();
      item.run();
    });
    return button;
  });
  root.append(...buttons);
  root.addEventListener('keydown', (event) => {
    const index = buttons.findIndex((each) => each.matches(':focus'));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) buttons[(index + step + buttons.length) % buttons.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (event.key !== 'Enter' && event.key !== ' ') return;
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== ' ') event.preventDefault();
  });
  parent.append(root);
  root.style.left = `${Math.max(4, Math.min(at.left, window.innerWidth - root.offsetWidth - 4))}px`;
  root.style.top = `${Math.min(at.bottom + 2, window.innerHeight - root.offsetHeight - 4)}px`;
  document.addEventListener('pointerdown', onOutside, true);
  buttons[0]?.focus();
}
