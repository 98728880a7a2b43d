/**
 * Runs changes of the page that may take away or hide what has the keyboard; `giveBack` then gives it to something else. Where
 * there is nothing yet, which is what it answers with false, it is tried again with the next change.
 */
export function keyboardKeeper(root: HTMLElement, giveBack: () => boolean): (change: () => void) => void {
  let isOwed = false;
  return (change) => {
    const holder = document.activeElement;
    const had = holder !== null && holder !== document.body && root.contains(holder);
    change();
    isOwed = (isOwed || had) && isLost(document.activeElement) && !giveBack();
  };
}

/** What is hidden or disabled keeps the keyboard for a moment, and loses it then. */
function isLost(holder: Element | null): boolean {
  return (
    holder === null || holder === document.body || !holder.checkVisibility() || holder.matches(':disabled')
  );
}
