/** The keys that named templates of a chart print, and the kinds of resources, as `kind: Service`, by their names. */
export type HelperKeys = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Which keys the named templates (`define`) in some texts print, as far as they are written there: those of templates that
 * they include are theirs too.
 */
export function helperKeys(texts: readonly string[]): HelperKeys {
  const bodies = new Map<string, string>();
  for (const text of texts) {
    // What follows a definition up to the next one is taken for its body: between them nothing is printed.
    for (const part of text.split(/\{\{-?\s*define\s+/).slice(1)) {
      const name = /^["`]([^"`]+)["`]/.exec(part)?.[1];
      if (name !== undefined) bodies.set(name, part);
    }
  }
  const collect = (name: string, above: readonly string[]): string[] => {
    const body = bodies.get(name);
    if (body === undefined || above.includes(name)) return [];
    const own = [...body.matchAll(/^[ \t]*(?:- )?["']?([\w./-]+)["']?:(?:\s|$)/gm)].map(
      ([, key = '']) => key,
    );
    const kinds = [...body.matchAll(/^kind:[ \t]+\w+/gm)].map(([kind]) => kind.replace(/\s+/, ' '));
    return [...own, ...kinds, ...includedIn(body).flatMap((below) => collect(below, [...above, name]))];
  };
  return new Map([...bodies.keys()].map((name) => [name, new Set(collect(name, []))]));
}

/** The names of the templates that a text includes. */
export function includedIn(text: string): string[] {
  return [...text.matchAll(/\b(?:include|template)\s+["`]([^"`]+)["`]/g)].map(([, name = '']) => name);
}
