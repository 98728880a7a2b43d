// Runs in the page of the topology view and measures it from inside, as `window.clock`. The time until something is painted is
// that until the frame after the one in which the picture changed last.
(() => {
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
  /** A change may be followed by another one, once an answer is there. */
  const QUIET_FRAMES = 8;

  const afterLastChange = async (started) => {
    let painted = started;
    let quiet = 0;
    const observer = new MutationObserver(() => {
      quiet = 0;
      requestAnimationFrame(() => {
        painted = performance.now();
      });
    });
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    while (quiet < QUIET_FRAMES) {
      await nextFrame();
      quiet = window.asked > 0 ? 0 : quiet + 1;
    }
    observer.disconnect();
    return painted - started;
  };

  /** In the middle between two frames, as somebody acts who does not know of them. */
  const begin = async () => {
    await nextFrame();
    await new Promise((resolve) => setTimeout(resolve, 8));
    return performance.now();
  };

  window.clock = {
    toPaint: async (act) => {
      const started = await begin();
      const painted = afterLastChange(started);
      act();
      return painted;
    },

    /** What the main thread does for something that takes one frame: the event, the frame, and nothing between. */
    work: async (act) => {
      await begin();
      const { port1, port2 } = new MessageChannel();
      const painted = new Promise((resolve) => {
        port2.onmessage = () => resolve(performance.now());
      });
      let frame = 0;
      requestAnimationFrame(() => {
        frame = performance.now();
        // Tasks wait for a frame that has begun.
        port1.postMessage(undefined);
      });
      const started = performance.now();
      act();
      const handled = performance.now();
      return handled - started + (await painted) - frame;
    },

    /** Does one step in each of so many frames; gives how long each frame took. */
    frames: async (count, step) => {
      const times = [await nextFrame()];
      for (let i = 0; i < count; i++) {
        step(i);
        times.push(await nextFrame());
      }
      return times.slice(1).map((time, i) => time - times[i]);
    },

    /** The time from something to the file that it makes the view save. */
    toSave: async (act) => {
      const take = window.hostTake;
      const started = await begin();
      const saved = new Promise((resolve) => {
        window.hostTake = async (message) => {
          if (message.type === 'save') resolve(performance.now() - started);
          return message.type === 'save' ? '[]' : take(message);
        };
      });
      act();
      const took = await saved;
      window.hostTake = take;
      return took;
    },
  };
})();
