/**
 * Puts other content into an element. Where the keyboard was inside, it comes to what is called the same there, else to the
 * heading, else to the element itself.
 */
export function replaceContent(root: HTMLElement, parts: readonly Node[]): void {
  const holder = document.activeElement;
  const isInside = holder !== null && root.contains(holder);
  root.replaceChildren(...parts);
  if (!isInside || root.contains(document.activeElement)) return;
  const alike = [...root.querySelectorAll<HTMLElement>(holder.localName)];
  const same = alike.find(({ textContent }) => textContent === holder.textContent);
  (same ?? root.querySelector('h2') ?? root).focus();
}
