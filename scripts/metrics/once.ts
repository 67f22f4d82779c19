/**
 * Asks once for all who want to know, also for those who ask at the same time. An answer that is not to be kept, trouble
 * in passing, is forgotten, so that the next question asks again.
 */
export function askOnce<T>(ask: () => Promise<T>, keep: (answer: T) => boolean): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return async () => {
    asked ??= ask();
    const answer = await asked;
    if (!keep(answer)) asked = null;
    return answer;
  };
}
