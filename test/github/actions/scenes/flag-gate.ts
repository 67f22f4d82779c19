import { setStanding } from "../../../../scripts/load/edit.ts";
import type { Stage } from "../stage.ts";
import { beginStory, everyone } from "../story.ts";
import { fileOf, only, planOf, type Scenery, start, told, unless } from "./scene.ts";

const settingsFile = ".github/flaghoist.yaml";

/** One promotion to which everybody said yes; with an App another one, whose merge goes wrong. */
export const flagGate =
  (mode: "app" | "basic"): Scenery =>
  async (edit) => {
    const story = await beginStory({ start, mode, ...(edit ? { edit } : {}) });
    const { hands, runner } = story;
    const number = story.propose("promote/uat", (text) => setStanding(text, "uat"));
    story.approve(number);
    const second = mode === "app" ? another(story) : null;
    return {
      stage: story,
      run: async () => {
        if (second !== null) disturb(story, second);
        return only(await runner.start("flag-gate.yml"));
      },
      undone: () =>
        unless({
          "said Go": story.verdict(number) === `pass${mode === "app" ? ", merged" : ""}`,
          "said whose turn it is": hands
            .comments(number)
            .some(({ body }) =>
              body.includes(
                mode === "app" ? "merged at once" : "a person merges it while this says Go, because the gate",
              ),
            ),
          "wrote its check": hands
            .checks(hands.pull(number).headOid)
            .some(({ name, conclusion }) => name === "flag-gate" && conclusion === "success"),
          "held what it could not take back": mode === "basic" || told(story, "flaghoist-hold", "late is held"),
        }),
    };
  };

/** A promotion of another plan to which everybody said yes too. */
function another({ hands, github }: Stage): number {
  hands.push("main", { [fileOf("late")]: planOf("late") }, { by: "tmarsh" });
  hands.push("promote/late", { [fileOf("late")]: planOf("late", "uat") }, { by: "jwexler" });
  const number = hands.open({ head: "promote/late", by: "jwexler" });
  github.clock.advance({ minutes: 5 });
  for (const by of everyone) hands.review(number, { by, state: "APPROVED" });
  return number;
}

/** A freeze begins under the merge of a pull request, and main moves on before it could be taken back. */
function disturb({ hands, github }: Stage, number: number): void {
  const push = (path: string, text: string) => void hands.push("main", { [path]: text }, { by: "tmarsh" });
  github.hooks.beforeMerge = (_, pull) => {
    if (pull.number !== number) return;
    delete github.hooks.beforeMerge;
    const settings = hands.read("main", settingsFile)!;
    push(settingsFile, `${settings}freezes: [{ from: 2025-03-01, until: 2025-04-01, reason: Spring }]\n`);
  };
  github.faults.clear();
  const call = () => push("docs/x.md", "x\n");
  github.faults.add({ operation: "graphql Commit", does: { kind: "call", done: false, call } });
}
