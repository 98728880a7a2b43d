import type { Rect } from '../../server/src/core/drawing/scene.ts';
import type { Viewport } from './view-state.ts';

/** Where the picture stands in its frame: moved by dragging and the wheel. */
export interface ViewportControl {
  readonly zoomBy: (factor: number, at?: { readonly x: number; readonly y: number }) => void;
  readonly panBy: (dx: number, dy: number) => void;
}

/** Below this nothing can be read, above it everything is coarse. */
const ZOOM = { least: 0.2, most: 3 } as const;

/** Listens to the wheel and the pointer on the frame of a picture. */
export function controlViewport(
  root: HTMLElement,
  get: () => Viewport,
  set: (viewport: Viewport) => void,
): ViewportControl {
  const panBy = (dx: number, dy: number): void => {
    const { x, y, zoom } = get();
    set({ x: x + dx, y: y + dy, zoom });
  };
  const zoomBy: ViewportControl['zoomBy'] = (factor, at) => {
    const { x, y, zoom } = get();
    const point = at ?? { x: root.clientWidth / 2, y: root.clientHeight / 2 };
    const next = Math.min(ZOOM.most, Math.max(ZOOM.least, zoom * factor));
    // The point under the pointer stays where it is.
    set({
      x: point.x - ((point.x - x) * next) / zoom,
      y: point.y - ((point.y - y) * next) / zoom,
      zoom: next,
    });
  };

  root.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const frame = root.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) {
        const at = { x: event.clientX - frame.left, y: event.clientY - frame.top };
        zoomBy(Math.exp(-event.deltaY * 0.002), at);
      } else if (event.shiftKey && event.deltaX === 0) panBy(-event.deltaY, 0);
      else panBy(-event.deltaX, -event.deltaY);
    },
    { passive: false },
  );
  listenToDrag(root, panBy);
  return { zoomBy, panBy };
}

/** A press that moves less than this is a click. */
const DRAG_STARTS = 4;

function listenToDrag(root: HTMLElement, panBy: (dx: number, dy: number) => void): void {
  let last: { readonly x: number; readonly y: number } | undefined;
  let isDragging = false;
  root.addEventListener('pointerdown', (event) => {
    if (event.button === 0 || event.button === 1) last = { x: event.clientX, y: event.clientY };
    isDragging = false;
  });
  root.addEventListener('pointermove', (event) => {
    if (last === undefined || event.buttons === 0) return;
    const dx = event.clientX - last.x;
    const dy = event.clientY - last.y;
    if (!isDragging && Math.hypot(dx, dy) < DRAG_STARTS) return;
    if (!isDragging) root.setPointerCapture(event.pointerId);
    isDragging = true;
    root.classList.add('is-dragging');
    last = { x: event.clientX, y: event.clientY };
    panBy(dx, dy);
  });
  const stop = (): void => {
    last = undefined;
    root.classList.remove('is-dragging');
  };
  root.addEventListener('pointerup', stop);
  root.addEventListener('pointercancel', stop);
  root.addEventListener(
    'click',
    (event) => {
      if (isDragging) event.stopImmediatePropagation();
      isDragging = false;
    },
    { capture: true },
  );
}

/**
 * How a picture opens: all of it where its text stays readable, else its upper left corner at its own size. A focus stands
 * in the middle; a map starts in the upper left corner, so that it stays where it is when it grows.
 */
export function openingViewport(scene: Size, root: Size, isCentred: boolean): Viewport {
  const fitted = fittedZoom(scene, root);
  const zoom = fitted >= 0.85 ? fitted : 1;
  const free = root.width - scene.width * zoom;
  const below = isCentred ? root.height - scene.height * zoom : 0;
  return { x: isCentred ? Math.max(0, free / 2) : 0, y: Math.max(0, below * 0.4), zoom };
}

/** All of a picture, however small. */
export function fittedViewport(scene: Size, root: Size): Viewport {
  const zoom = Math.max(ZOOM.least, fittedZoom(scene, root));
  return { x: Math.max(0, (root.width - scene.width * zoom) / 2), y: 0, zoom };
}

/** The viewport moved as little as needed to show a rectangle, with some room around it. */
export function viewportShowing(rect: Rect, { x, y, zoom }: Viewport, root: Size): Viewport {
  const room = 24;
  return {
    x: x + shift(rect.x * zoom + x - room, (rect.x + rect.width) * zoom + x + room, root.width),
    y: y + shift(rect.y * zoom + y - room, (rect.y + rect.height) * zoom + y + room, root.height),
    zoom,
  };
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

function fittedZoom(scene: Size, root: Size): number {
  return Math.min(1, root.width / scene.width, root.height / scene.height);
}

function shift(start: number, end: number, size: number): number {
  if (start < 0) return -start;
  return end > size ? Math.max(size - end, -start) : 0;
}
