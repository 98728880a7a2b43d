/** Runs something before the next frame is painted, however often it is asked for until then. */
export function onceAFrame(run: () => void): () => void {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    window.requestAnimationFrame(() => {
      isWaiting = false;
      run();
    });
  };
}
