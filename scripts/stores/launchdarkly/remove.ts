import { nobody } from "../../flag/exposure.ts";
import type { LaunchDarklyApi } from "./api.ts";
import type { Flag } from "./flag.ts";
import { archiving } from "./lifecycle.ts";
import { lookAt } from "./look.ts";
import { operationsFor, recordTo } from "./patch.ts";
import { rememberedIn } from "./record.ts";
import { refuse } from "./refusal.ts";
import { type Done, no, send, type Task } from "./send.ts";
import { pairFor, pairOf } from "./variations.ts";

/** Off here, and archived once it is off everywhere. What other environments hold is only looked at. */
export async function remove(api: LaunchDarklyApi, task: Task, flag: Flag): Promise<Done> {
  const { environment, write } = task;
  const said = await api.flag(write.key, true);
  if (!said.ok) return { kind: "refused", refusal: said.refusal };
  const whole = said.value.get(write.key) ?? null;
  const here = flag.environments.get(environment) ?? null;
  if (whole === null || here === null)
    return { kind: "refused", refusal: refuse("conflict", "it is gone: sync again") };
  const record = recordTo(flag, environment, write, true);
  if (flag.archived) return send(api, task, flag, record);
  const mine = rememberedIn(flag.properties, environment);
  const pair = pairFor(flag, write.variants) ?? pairOf(flag, mine.kind === "applied" ? mine.applied : null);
  if (pair === null) return no(task, "nothing says which of its variations is off");
  if (lookAt(here, pair).fixed.length > 0) {
    return no(task, `it also holds ${lookAt(here, pair).fixed.join("; ")}: take that away by hand first`);
  }
  const others = [...whole.environments].filter(([name]) => name !== environment);
  const last = others.every(([, one]) => one !== null && !one.on);
  const operations = [...operationsFor(environment, here, pair, nobody), ...record];
  return send(api, task, flag, [...(last ? archiving(whole, environment) : []), ...operations]);
}
