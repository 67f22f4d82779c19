import type { Town } from "./town.ts";

/** Takes a repository back to what it was: branches, issues and pull requests. What people said before stays. */
export function rewinder({ hands, github }: Town): () => void {
  const { git, threads, activity, comments } = hands.state;
  const refs = new Map(git.refs.list("refs/heads/"));
  const numbers = new Set(threads.keys());
  const moves = activity.length;
  const said = new Set(comments.keys());
  return () => {
    for (const [ref] of git.refs.list("refs/heads/")) if (!refs.has(ref)) git.refs.set(ref, null);
    for (const [ref, oid] of refs) git.refs.set(ref, oid);
    for (const number of threads.keys()) if (!numbers.has(number)) threads.delete(number);
    for (const id of comments.keys()) if (!said.has(id)) comments.delete(id);
    activity.splice(0, activity.length - moves);
    github.faults.clear();
    github.world.events.length = 0;
  };
}
