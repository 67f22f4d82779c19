/** The last answer again where the last question is asked again: twenty rules in turn ask one plan for its steps. */
export function once<K extends object, T>(work: (about: K) => T): (about: K) => T {
  let last: { readonly about: K; readonly answer: T } | null = null;
  return (about) => {
    if (last?.about !== about) last = { about, answer: work(about) };
    return last.answer;
  };
}
