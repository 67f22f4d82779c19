import { isDeepStrictEqual } from "node:util";
import { type Exposure, nobody } from "../../flag/exposure.ts";
import { recorded, sameApplied } from "../../flag/recorded.ts";
import type { LaunchDarklyApi } from "./api.ts";
import { change } from "./change.ts";
import type { Flag } from "./flag.ts";
import { newFlag, restoring } from "./lifecycle.ts";
import { rememberedIn } from "./record.ts";
import { refuse, type Said } from "./refusal.ts";
import { type Done, no, send, type Task } from "./send.ts";

/** Makes the flag, which shows nobody yet, and then changes it. */
export async function create(api: LaunchDarklyApi, task: Task, wanted: Exposure): Promise<Done> {
  const { environment, write } = task;
  const { on, off } = write.variants;
  if (isDeepStrictEqual(on, off)) return no(task, "LaunchDarkly does not take two variations of the same value");
  const there = await api.environment();
  if (!there.ok) return { kind: "refused", refusal: there.refusal };
  if (!there.value) {
    const why = `the project has no environment ${JSON.stringify(environment)}, or the token may not see it`;
    return { kind: "refused", refusal: refuse("not-found", why) };
  }
  const made = await api.create(newFlag(environment, write, recorded(nobody)));
  // Where the answer was lost the flag may be there all the same, which another request to make it calls a conflict.
  if (!made.ok && made.refusal.http !== 409 && made.refusal.status !== "unreachable") {
    return { kind: "refused", refusal: made.refusal };
  }
  const done = await again(api, task, wanted, made);
  if (!made.ok || done.kind !== "refused") return done;
  const why = `the flag was made and shows nobody yet; then ${done.refusal.why}`;
  return { kind: "refused", refusal: { ...done.refusal, why } };
}

/** Brings back what we archived, which shows nobody yet, and then changes it. */
export async function restore(api: LaunchDarklyApi, task: Task, flag: Flag, wanted: Exposure): Promise<Done> {
  const whole = await api.flag(flag.key, true);
  if (!whole.ok) return { kind: "refused", refusal: whole.refusal };
  const all = whole.value.get(flag.key) ?? flag;
  const restored = await send(api, task, all, restoring(all));
  return restored.kind === "sent" ? again(api, task, wanted) : restored;
}

/** Goes on with a flag that was just made or brought back, as it is now. */
async function again(
  api: LaunchDarklyApi,
  task: Task,
  wanted: Exposure,
  made: Said<null> = { ok: true, value: null },
): Promise<Done> {
  const { environment, write } = task;
  const found = await api.flag(write.key);
  if (!found.ok) return { kind: "refused", refusal: found.refusal };
  const flag = found.value.get(write.key) ?? null;
  if (flag === null || flag.archived) {
    const why = "it was made or restored, but is not there: sync again";
    return { kind: "refused", refusal: made.ok ? refuse("unverified", why) : made.refusal };
  }
  const mine = rememberedIn(flag.properties, environment);
  const ours = mine.kind === "applied" && sameApplied(mine.applied, { ...write.applied, exposure: recorded(nobody) });
  if (!made.ok && !ours) return { kind: "refused", refusal: made.refusal };
  return change(api, task, flag, wanted);
}
