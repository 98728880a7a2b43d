import { makeElement } from './make-element.ts';

/** One part of the way to what is shown; the last one leads nowhere. */
export interface Crumb {
  readonly label: string;
  readonly go: (() => void) | undefined;
}

/** The parts as a list of links. */
export function drawBreadcrumb(crumbs: readonly Crumb[], label: string): HTMLElement {
  return makeElement(
    'nav',
    { class: 'breadcrumb', 'aria-label': label },
    makeElement('ol', {}, ...crumbs.map(drawCrumb)),
  );
}

function drawCrumb(crumb: Crumb): HTMLElement {
  const { go } = crumb;
  if (go === undefined) {
    return makeElement(
      'li',
      {},
      makeElement('span', { class: 'crumb', 'aria-current': 'page', title: crumb.label }, crumb.label),
    );
  }
  const button = makeElement(
    'button',
    { type: 'button', class: 'crumb link', title: crumb.label },
    crumb.label,
  );
  button.addEventListener('click', go);
  return makeElement('li', {}, button);
}
