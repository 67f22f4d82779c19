import { nobody, sameExposure } from "../../flag/exposure.ts";
import type { LaunchDarklyApi } from "./api.ts";
import { change } from "./change.ts";
import { create, restore } from "./create.ts";
import { recordTo } from "./patch.ts";
import { rememberedIn } from "./record.ts";
import { remove } from "./remove.ts";
import { type Done, no, send, sent, type Task } from "./send.ts";

/** Makes the flag where there is none, brings it back where we archived it, and changes it with one patch. */
export async function carryOut(api: LaunchDarklyApi, task: Task): Promise<Done> {
  const { write, flag } = task;
  if (write.exposure === null) return flag === null ? sent : remove(api, task, flag);
  if (flag === null) return create(api, task, write.exposure);
  if (!flag.archived) return change(api, task, flag, write.exposure);
  const mine = rememberedIn(flag.properties, task.environment).kind;
  if (mine === "applied" && sameExposure(write.exposure, nobody)) {
    return send(api, task, flag, recordTo(flag, task.environment, write, false));
  }
  if (mine !== "removed") return no(task, "it is archived in LaunchDarkly, and not by us: restore it there first");
  return restore(api, task, flag, write.exposure);
}
