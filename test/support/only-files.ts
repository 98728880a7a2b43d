import type { RenderRequest } from '../../server/src/io/render-request.ts';

/** Of a rendering whose values come from files alone. */
export const ONLY_FILES: Pick<RenderRequest, 'valuesTexts' | 'assignments' | 'replacesOwn'> = {
  valuesTexts: [],
  assignments: [],
  replacesOwn: false,
};
