import { setStanding } from "../../../../scripts/load/edit.ts";
import { beginStory } from "../story.ts";
import { only, type Scenery, start, unless } from "./scene.ts";

/** One promotion to which everybody said yes. */
export const flagGate =
  (mode: "app" | "basic"): Scenery =>
  async (edit) => {
    const story = await beginStory({ start, mode, ...(edit ? { edit } : {}) });
    const { hands, runner } = story;
    const number = story.propose("promote/uat", (text) => setStanding(text, "uat"));
    story.approve(number);
    return {
      stage: story,
      run: async () => only(await runner.start("flag-gate.yml")),
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
        }),
    };
  };
