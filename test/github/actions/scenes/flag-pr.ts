import { settings } from "../../../../scripts/commands/demo/files.ts";
import { stage } from "../stage.ts";
import { fileOf, only, planOf, type Scenery, start, unless } from "./scene.ts";

/** Somebody opens a pull request. */
export const flagPr: Scenery = async (edit) => {
  const key = "first";
  const files = { [fileOf(key)]: planOf(key) };
  const here = await stage({ plan: null, settings, now: `${start}:00-04:00`, files, ...(edit ? { edit } : {}) });
  const { hands, runner } = here;
  return {
    stage: here,
    async run() {
      runner.waiting.length = 0;
      hands.push("promote/first", { [fileOf(key)]: planOf(key, "uat") }, { by: "jwexler" });
      hands.open({ head: "promote/first", by: "jwexler" });
      return only(await runner.runEvent(runner.waiting.find(({ name }) => name === "pull_request")!));
    },
    undone: ({ jobs }) => unless({ "said what moves": jobs.validate?.summary.includes("planned -> uat") === true }),
  };
};
