/** More alternatives than this nobody writes in braces. */
const MOST_ALTERNATIVES = 100;

/**
 * Whether a text is what a pattern says: `*` stands for any characters, slashes included, `?` for one, and `{a,b}` for one of
 * several. It takes time in proportion to the text and the pattern, whatever somebody writes.
 */
export function matchGlob(pattern: string, text: string): boolean {
  return alternativesOf(pattern).some((one) => matchStars(one, text));
}

function alternativesOf(pattern: string): readonly string[] {
  const done: string[] = [];
  const open = [pattern];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const inner = done.length + open.length < MOST_ALTERNATIVES ? /\{([^{}]*)\}/.exec(one) : null;
    if (!inner) done.push(one);
    else {
      const [before, after] = [one.slice(0, inner.index), one.slice(inner.index + inner[0].length)];
      open.push(...(inner[1] ?? '').split(',').map((part) => before + part + after));
    }
  }
  return done;
}

/** Only the last star has to be tried again with more: what an earlier one could take, that one can too. */
function matchStars(pattern: string, text: string): boolean {
  let [at, read, star, taken] = [0, 0, -1, 0];
  while (read < text.length) {
    if (pattern[at] === '*') {
      star = at++;
      taken = read;
    } else if (pattern[at] === '?' || pattern[at] === text[read]) {
      at += 1;
      read += 1;
    } else if (star >= 0) {
      at = star + 1;
      read = ++taken;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
