/**
 * Asks again and again until there is an answer, and gives up after a time that no sound machine needs.
 * @param what for the error message: "timed out waiting for …"
 */
export async function until<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const pauseMs = 50;
  for (let asked = 0; asked < 400; asked++) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error(`timed out waiting for ${what}`);
}
