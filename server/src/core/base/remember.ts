/** The same function, which keeps its answers. They go when the function goes. */
export function remember<A, B>(answer: (about: A) => B): (about: A) => B {
  return keeping(answer, Number.POSITIVE_INFINITY);
}

/** The same, which keeps its last answers alone: for those who ask the same of many things in a row. */
export function rememberLast<A, B>(answer: (about: A) => B): (about: A) => B {
  return keeping(answer, 64);
}

/** The same of things that are alike by a text. */
export function rememberBy<A, B>(answer: (about: A) => B, keyOf: (about: A) => string): (about: A) => B {
  const known = new Map<string, { readonly value: B }>();
  return (about) => {
    const key = keyOf(about);
    const found = known.get(key) ?? { value: answer(about) };
    known.set(key, found);
    return found.value;
  };
}

function keeping<A, B>(answer: (about: A) => B, most: number): (about: A) => B {
  const known = new Map<A, { readonly value: B }>();
  return (about) => {
    const found = known.get(about);
    if (found) return found.value;
    const value = answer(about);
    known.set(about, { value });
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return value;
  };
}
