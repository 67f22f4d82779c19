import { plan } from "../../../../scripts/commands/demo/files.ts";
import { setStanding } from "../../../../scripts/load/edit.ts";
import { reminderLabel } from "../../../../scripts/workflows/remind.ts";
import { upkeepLabel } from "../../../../scripts/workflows/upkeep.ts";
import { beginStory } from "../story.ts";
import { fileOf, only, planOf, raise, type Scenery, start, told, unless } from "./scene.ts";

/** One plan fails its criteria, one may go on, and one waits for people: its flag is not in the store. The gate stopped. */
export const flagMonitor =
  (mode: "app" | "basic"): Scenery =>
  async (edit) => {
    const story = await beginStory({ start, mode, plan: setStanding(plan, "canary"), ...(edit ? { edit } : {}) });
    const { hands, runner } = story;
    await raise(story, "ready");
    await runner.start("flag-sync.yml");
    hands.push("main", { [fileOf("absent")]: planOf("absent", "uat") }, { by: "tmarsh" });
    story.until("2025-03-10T15:00", { percent: 10, errorRate: 0.05 });
    return {
      stage: story,
      run: async () => only(await runner.start("flag-monitor.yml")),
      undone: () =>
        unless({
          "took down what fails": story.plan().includes("standing: planned"),
          "proposed what may go on": [...hands.state.threads.values()].some(
            ({ kind, title, state }) => kind === "pull" && state === "open" && title.includes("ready"),
          ),
          "reminded of what waits": told(story, reminderLabel, "absent"),
          "told that the gate stopped": told(story, upkeepLabel, "flag-gate does not run"),
        }),
    };
  };
