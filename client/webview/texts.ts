/** The text in the user's language, with `{0}`, `{1}` filled in; its English form is its key. */
export function text(english: string, ...values: readonly (string | number)[]): string {
  const translated = table[english] ?? english;
  return translated.replace(/\{(\d)\}/g, (whole, index: string) => {
    const value = values[Number(index)];
    return value === undefined ? whole : String(value);
  });
}

let table: Readonly<Record<string, string>> = {};

/** Sets the texts of the user's language; what is missing stays English. */
export function useTexts(texts: Readonly<Record<string, string>>): void {
  table = texts;
}

/** One of two forms, for one and for many; `{0}` is the number. */
export function counted(count: number, one: string, many: string): string {
  return text(count === 1 ? one : many, count.toLocaleString('en-US'));
}
