/** A child is an element, or a text; undefined is left out, so that a condition can stand in a list of children. */
export type Child = Node | string | undefined;

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Makes an HTML element. Names in manifests are hostile text: they get in as attributes and text nodes only, and nothing
 * here reads markup.
 */
export function makeElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  appendChildren(made, children);
  return made;
}

/** The same for SVG. */
export function makeSvg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(made, attributes);
  appendChildren(made, children);
  return made;
}

/** True sets an attribute without a value; false and undefined remove it. */
export function setAttributes(target: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) target.removeAttribute(name);
    else target.setAttribute(name, value === true ? '' : String(value));
  }
}

/** Sets a text only where it differs: a live region would otherwise be read out again. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

function appendChildren(target: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child !== undefined) target.append(child);
  }
}
