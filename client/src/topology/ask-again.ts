/** Asks again where something newer has overtaken a question: a few times, and then it fails as it did. */
export async function askAgain<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let left = 3; ; left--) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0 || !isOvertaken(error)) throw error;
    }
  }
}

/** What the protocol calls RequestCancelled, ContentModified and ServerCancelled: the question itself was right. */
const OVERTAKEN: readonly unknown[] = [-32_800, -32_801, -32_802];

function isOvertaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && OVERTAKEN.includes(error.code);
}
