import { expect, it } from "vitest";
import { type GrantedJob, grantedIn, grantedJobs, without } from "./actions/grants.ts";
import { remember } from "./actions/remember.ts";
import type { Edit, Scene } from "./actions/scenes/scene.ts";
import { scenes } from "./actions/scenes.ts";
import { saidBy } from "./actions/stage.ts";
import type { Run } from "./runner/result.ts";

/** A job that declares nothing has nothing to be taken away. */
const granted = grantedJobs.filter(({ grants }) => grants.length > 0);

/** Runs the workflow with all that the job declares, then without each in turn; says of each what became of it. */
async function trial({ file, job, grants }: GrantedJob, edit?: Edit): Promise<Readonly<Record<string, string>>> {
  const scenery = scenes[`${file} ${job}`];
  if (scenery === undefined) throw new Error(`${file} ${job}: add a scene in which it has work to do`);
  const scene = await scenery(edit);
  const { hands } = scene.stage;
  const again = remember(hands.state);
  const whole = await scene.run();
  expect(shortOf(scene, whole), saidBy(whole)).toEqual([]);
  const used = usedBy(whole, job);
  const path = `.github/workflows/${file}`;
  const fate: Record<string, string> = {};
  for (const grant of grants) {
    again();
    hands.push("main", { [path]: without(hands.read("main", path)!, grant) }, { by: "tmarsh" });
    const missed = shortOf(scene, await scene.run()).length > 0;
    const needed = used.has(grant.what);
    fate[grant.what] = `${needed ? "used" : "never used"}, ${missed ? "missed" : "not missed"}`;
  }
  again(); // else what is missed might be missed for what the runs before left behind
  expect(shortOf(scene, await scene.run())).toEqual([]);
  return fate;
}

/** What a run did not do. */
function shortOf(scene: Scene, run: Run): readonly string[] {
  return [...(run.conclusion === "success" ? [] : ["succeeded"]), ...scene.undone(run)];
}

/** The permissions that requests of the job needed, as its grants are called. */
function usedBy({ jobs }: Run, id: string): ReadonlySet<string> {
  const mine = Object.values(jobs).filter((one) => one.id === id && one.result !== "skipped");
  expect(mine.length).toBeGreaterThan(0);
  const own = mine.flatMap(({ token }) => token.used);
  const app = mine.flatMap(({ appTokens }) => appTokens.flatMap(({ used }) => used)).map((one) => `app ${one}`);
  return new Set([...own, ...app].map((one) => one.replace(":", ": ")));
}

it.each(granted.map((one) => [`${one.file} ${one.job}`, one] as const))(
  "LEAST-1  %s: all it declares is used, and each permission that is taken away is missed",
  async (_, job) => {
    const fate = await trial(job);
    expect(fate).toEqual(Object.fromEntries(job.grants.map(({ what }) => [what, "used, missed"])));
  },
  300_000,
);

it("LEAST-2  the cases are those of the files: a permission that nobody needs is found", async () => {
  const more: Edit = (file, text) =>
    file.endsWith("flag-pr.yml")
      ? text.replace(/( +)contents: read.*\n/, "$&$1issues: read # nobody needs it\n")
      : text;
  const file = "flag-pr.yml";
  const [job] = grantedIn(
    file,
    more(file, "jobs:\n  validate:\n    permissions:\n      contents: read # checks out\n"),
  );
  expect(await trial(job!, more)).toEqual({
    "contents: read": "used, missed",
    "issues: read": "never used, not missed",
  });
}, 60_000);

it("LEAST-3  the App's permissions are cases too, and every workflow has some", () => {
  const app = granted.filter(({ grants }) => grants.some(({ what }) => what.startsWith("app ")));
  expect(app.map(({ job }) => job)).toEqual(["gate", "monitor", "sync"]);
  expect(new Set(granted.map(({ file }) => file)).size).toBe(5);
});
