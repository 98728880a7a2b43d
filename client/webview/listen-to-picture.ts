import type { Scene } from '../../server/src/core/drawing/scene.ts';
import type { Picture } from './svg-picture.ts';
import type { Tooltip } from './tooltip.ts';
import type { ViewActions } from './view-actions.ts';

/** Turns clicks, double clicks and hovers in the picture into actions. */
export function listenToPicture(
  picture: Picture,
  scene: () => Scene | undefined,
  actions: ViewActions,
  tooltip: Tooltip,
): void {
  const { root } = picture;
  root.addEventListener('click', (event) => {
    const id = idAt(event.target);
    if (id === undefined) return;
    picture.focus(id);
    const line = event.target instanceof Element ? event.target.getAttribute('data-target') : null;
    if (line !== null) actions.focusOn(line);
    else if (isTile(event.target)) {
      // The second click of a double click would fold what the first one expanded.
      if (event.detail <= 1) actions.expand(id);
    } else actions.choose(id);
  });
  root.addEventListener('dblclick', (event) => {
    const id = idAt(event.target);
    if (id !== undefined) actions.focusOn(id);
  });
  const showTooltip = (event: Event): void => {
    const id = idAt(event.target);
    const words = id === undefined ? undefined : tooltipOf(id, scene());
    const element = id === undefined ? undefined : picture.elementOf(id);
    if (words === undefined || element === undefined) tooltip.hide();
    // A line is as large as the way between its ends: what it says stands at its pill.
    else tooltip.showSoon(words, (element.querySelector('.pill') ?? element).getBoundingClientRect());
  };
  root.addEventListener('pointerover', showTooltip);
  root.addEventListener('focusin', showTooltip);
  root.addEventListener('pointerleave', tooltip.hide);
  root.addEventListener('focusout', tooltip.hide);
  root.addEventListener('pointerdown', tooltip.hide);
  root.addEventListener('wheel', tooltip.hide, { passive: true });
}

/** The id of the box, frame or line that an event happened in. */
export function idAt(target: EventTarget | null): string | undefined {
  const group = target instanceof Element ? target.closest('[data-id]') : null;
  return group?.getAttribute('data-id') ?? undefined;
}

function isTile(target: EventTarget | null): boolean {
  const group = target instanceof Element ? target.closest('[data-id]') : null;
  if (group === null) return false;
  const isHead = target instanceof Element && target.closest('.frame-head') !== null;
  return isHead || /shape-(namespace|hub)/.test(group.getAttribute('class') ?? '');
}

/** All of a name, whatever was cut, and the badges in words. */
function tooltipOf(id: string, scene: Scene | undefined): string | undefined {
  const box = scene?.boxes.find((each) => each.id === id);
  if (box !== undefined) {
    const lines = [
      box.title.full,
      ...box.lines.map(({ full }) => full),
      ...box.badges.map(({ label }) => label),
    ];
    return lines.filter((line) => line !== '').join('\n');
  }
  const edge = scene?.edges.find((each) => each.id === id);
  return edge?.label ?? scene?.frames.find((each) => each.id === id)?.label;
}
