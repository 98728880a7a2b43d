import { makeSvg, setAttributes } from './make-element.ts';

/** A group of elements of which each shows one item. */
export interface KeyedLayer<Item> {
  readonly root: SVGGElement;
  readonly show: (items: readonly Item[], variant: string) => void;
  readonly elementOf: (id: string) => SVGGElement | undefined;
}

/** How an item is shown, and where it stands; what draws the same at another place is only moved. */
export interface KeyedItem {
  readonly id: string;
  readonly place: { readonly x: number; readonly y: number } | undefined;
  /** Equal where the same would be drawn. */
  readonly look: string;
}

/**
 * Shows items by key: unchanged ones are left alone, moved ones glide (the style sheet says how fast), and only new looks
 * are drawn. The focus stays on an element that is drawn anew, for the element itself is kept.
 */
export function keyedLayer<Item>(
  name: string,
  describe: (item: Item) => KeyedItem,
  draw: (
    item: Item,
    variant: string,
  ) => {
    readonly attributes: Readonly<Record<string, string | undefined>>;
    readonly parts: readonly SVGElement[];
  },
): KeyedLayer<Item> {
  const root = makeSvg('g', { class: `layer ${name}` });
  const shown = new Map<string, { readonly element: SVGGElement; look: string; place: string }>();

  const show = (items: readonly Item[], variant: string): void => {
    const gone = new Set(shown.keys());
    let before: Element | null = null;
    for (const item of items) {
      const { id, place, look } = describe(item);
      const wanted = `${variant}\n${look}`;
      const spot = place === undefined ? '' : `translate(${place.x}px, ${place.y}px)`;
      const entry = shown.get(id) ?? { element: makeSvg('g', { 'data-id': id }), look: '', place: '' };
      shown.set(id, entry);
      gone.delete(id);
      if (entry.look !== wanted) {
        const { attributes, parts } = draw(item, variant);
        setAttributes(entry.element, attributes);
        // Without spaces between them, texts would be read as one word.
        entry.element.replaceChildren(...parts.flatMap((part) => [part, ' ']));
        entry.look = wanted;
      }
      if (entry.place !== spot) {
        entry.element.style.transform = spot;
        entry.place = spot;
      }
      before = putAfter(root, entry.element, before);
    }
    for (const id of gone) {
      shown.get(id)?.element.remove();
      shown.delete(id);
    }
  };
  return { root, show, elementOf: (id) => shown.get(id)?.element };
}

/** Keeps the order of painting and of reading; an element that is in its place already is not touched. */
function putAfter(root: SVGGElement, element: SVGGElement, before: Element | null): Element {
  if (element.parentNode === null) {
    root.insertBefore(element, before === null ? root.firstChild : before.nextSibling);
  } else if (element.previousElementSibling !== before && before !== null && isLater(before, element)) {
    root.insertBefore(element, before.nextSibling);
  }
  return element;
}

function isLater(first: Element, second: Element): boolean {
  return (first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
}
