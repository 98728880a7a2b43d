import type { Rect, Scene } from '../../server/src/core/drawing/scene.ts';
import type { Composed } from './compose-scene.ts';
import { idAt } from './listen-to-picture.ts';
import { boundsOf } from './plan-window.ts';
import { type Picture, svgPicture } from './svg-picture.ts';
import type { Viewport, ViewState } from './view-state.ts';
import {
  controlViewport,
  fittedViewport,
  openingViewport,
  type ViewportControl,
  viewportShowing,
} from './viewport-control.ts';

/** The picture with where it stands and where the keyboard is in it. */
export interface PictureStage {
  readonly picture: Picture;
  readonly control: ViewportControl;
  readonly scene: () => Scene | undefined;
  /** The id of what has the keyboard, had it last, or is the first one to get it. */
  readonly home: () => string | undefined;
  readonly zoom: () => number;
  /** Whether something is part of the picture, in sight or not. */
  readonly has: (id: string) => boolean;
  /** Shows a scene; gives back where it stands, undefined where it is to be placed anew the next time. */
  readonly show: (composed: Composed, state: ViewState) => Viewport | undefined;
  /** What is to be brought into sight once it is drawn, and whether it gets the keyboard. */
  readonly want: (id: string, take: boolean) => void;
  /** Another place is shown: the keyboard starts from what is selected, else from where it was there. */
  readonly enter: ({ place, selected }: ViewState) => void;
  readonly fit: () => void;
}

/** Makes the stage; `moved` hears of every move that somebody makes. */
export function pictureStage(moved: (viewport: Viewport) => void): PictureStage {
  const picture = svgPicture();
  let scene: Scene | undefined;
  let viewport: Viewport = { x: 0, y: 0, zoom: 1 };
  let active: string | undefined;
  /** Where the keyboard was last, by the place. */
  const actives = new Map<string, string>();
  let shownPlace = '';
  let wanted: { readonly id: string; readonly take: boolean } | undefined;

  const size = () => ({ width: picture.root.clientWidth, height: picture.root.clientHeight });
  const move = (next: Viewport): void => {
    viewport = next;
    picture.move(next);
    moved(next);
  };
  const control = controlViewport(picture.root, () => viewport, move);
  picture.root.addEventListener('focusin', (event) => {
    active = idAt(event.target) ?? active;
  });

  return {
    picture,
    control,
    scene: () => scene,
    home: () => active ?? picture.tabStop(),
    zoom: () => viewport.zoom,
    has: (id) => scene !== undefined && rectOf(id, scene) !== undefined,
    enter: ({ place, selected }) => {
      if (active !== undefined) actives.set(shownPlace, active);
      active = selected ?? actives.get(JSON.stringify(place));
    },
    want: (id, take) => {
      wanted = { id, take };
      active = id;
    },
    fit: () => {
      if (scene !== undefined) move(fittedViewport(scene, size()));
    },
    show: (composed, state) => {
      scene = composed.scene;
      shownPlace = JSON.stringify(state.place);
      const isMap = state.place.level === 'map';
      viewport = state.viewport ?? openingViewport(scene, size(), !isMap);
      if (active !== undefined && rectOf(active, scene) === undefined) active = undefined;
      const target = wanted === undefined ? undefined : rectOf(wanted.id, scene);
      if (target !== undefined) viewport = viewportShowing(target, viewport, size());
      picture.show(scene, viewport, active);
      if (wanted !== undefined && target !== undefined) {
        if (wanted.take) picture.focus(wanted.id);
        wanted = undefined;
      }
      // A map stays where it is when it grows; a focus is placed anew until somebody moves it.
      return isMap || state.viewport !== undefined ? viewport : undefined;
    },
  };
}

/** Of an expanded namespace the upper part: all of it may be larger than the screen. */
function rectOf(id: string, scene: Scene): Rect | undefined {
  const edge = scene.edges.find((each) => each.id === id);
  if (edge !== undefined) return boundsOf(edge);
  const box = scene.boxes.find((each) => each.id === id);
  if (box !== undefined) return box;
  const frame = scene.frames.find((each) => each.id === id);
  return frame === undefined ? undefined : { ...frame, height: Math.min(frame.height, 400) };
}
