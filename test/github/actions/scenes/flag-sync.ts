import { incidentLabel } from "../../../../scripts/workflows/incidents.ts";
import { upkeepLabel } from "../../../../scripts/workflows/upkeep.ts";
import { beginStory, runtime, storeFile } from "../story.ts";
import { fileOf, only, planOf, raise, type Scenery, start, told, unless } from "./scene.ts";

/** One plan was promoted, one pushed past the gate, and of one somebody switched the flag off by hand. The monitor never ran. */
export const flagSync =
  (mode: "app" | "basic"): Scenery =>
  async (edit) => {
    const story = await beginStory({ start, mode, plan: null, ...(edit ? { edit } : {}) });
    const { hands, runner } = story;
    await raise(story, "lowered");
    await runner.start("flag-sync.yml");
    hands.push(runtime, { [storeFile]: story.store().replace('"ENABLED"', '"DISABLED"') }, { by: "tmarsh" });
    await raise(story, "promoted");
    if (mode === "app") hands.push("main", { [fileOf("pushed")]: planOf("pushed", "uat") }, { by: "tmarsh" });
    story.github.clock.advance({ hours: 2 });
    const written = hands.state.deployments.size;
    return {
      stage: story,
      run: async () => only(await runner.start("flag-sync.yml")),
      undone: () =>
        unless({
          "raised what was promoted": story.store().includes("promoted"),
          "left what was pushed": !story.store().includes("pushed"),
          "recorded what it wrote": hands.state.deployments.size === written + 1,
          "proposed a revert of what was switched off": [...hands.state.threads.values()].some(
            ({ kind, title }) => kind === "pull" && /lowered.*revert|revert.*lowered/i.test(title),
          ),
          "opened an incident": told(story, incidentLabel, "pushed") === (mode === "app"),
          "told that the monitor stopped": told(story, upkeepLabel, "flag-monitor does not run"),
        }),
    };
  };
