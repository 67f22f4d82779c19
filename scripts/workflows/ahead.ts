import { standingOf } from "../flag/recorded.ts";
import type { Applied, Write } from "../flag/running.ts";
import type { Forge, Repository } from "../forge/forge.ts";
import { readStanding } from "../load/edit.ts";
import { isPlanFile, planName, plansFolder } from "./read.ts";
import { standingChanges } from "./since.ts";

/**
 * Plans of which a store was last written with what main, as it is read here, never said: by a sync that read a newer
 * main, or by a revert whose commit is not there yet. Raised by an older word, the store would show it to people whom
 * somebody just took it from. By plan, why it may not be raised.
 */
export async function aheadOf(
  { repository, baseBranch }: Pick<Forge, "repository" | "baseBranch">,
  writes: readonly Write[],
  main: string,
): Promise<ReadonlyMap<string, string>> {
  const lasts = writes.flatMap(({ applied: { plan }, expected }) =>
    expected?.applied?.plan === plan ? [expected.applied] : [],
  );
  const refused = new Map<string, string>();
  for (const commit of new Set(lasts.map((last) => last.commit))) {
    const from = lasts.filter((last) => last.commit === commit);
    const there = await standingsAt(repository, commit, main, new Set(from.map(({ plan }) => plan)));
    for (const last of from) {
      const { plan, at } = last;
      const standing = standingOf(last);
      if (there === null) {
        const where = `a store was last written from commit ${commit.slice(0, 10)}, which ${baseBranch} does not have here`;
        refused.set(
          plan,
          `${where}: fetch ${baseBranch} and sync again; where its history was written anew, set the store by hand to what ${baseBranch} says`,
        );
      } else if (there.get(plan) !== standing && !(await saidSince(repository, main, last))) {
        refused.set(
          plan,
          `a revert took it down to ${standing} at ${at}, and ${baseBranch} does not say so yet: revert ${plan} with a pull request, or set the store back by hand`,
        );
      }
    }
  }
  return refused;
}

const whole = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Where plans stood at a commit of main; null where main does not have it. */
async function standingsAt(repository: Repository, commit: string, main: string, plans: ReadonlySet<string>) {
  const known = whole.test(commit) && (await repository.isAncestor(commit, main).catch(() => false));
  if (!known) return null;
  const files = (await repository.tree(commit, plansFolder)).filter(
    ({ path }) => isPlanFile(path) && plans.has(planName(path)),
  );
  const blobs = await repository.read(files.map(({ oid }) => oid));
  return new Map(
    files.map(({ path, oid }) => {
      const blob = blobs.get(oid);
      return [planName(path), blob?.kind === "text" ? readStanding(blob.text) : null] as const;
    }),
  );
}

/** Whether main came to say, after a write, what was written. */
async function saidSince(repository: Repository, main: string, last: Applied): Promise<boolean> {
  const { plan, commit } = last;
  for (const { to, step } of await standingChanges(repository, main, `${plansFolder}/${plan}.yaml`)) {
    if (await repository.isAncestor(step.commit.id, commit)) return false;
    if (to === standingOf(last)) return true;
  }
  return false;
}
