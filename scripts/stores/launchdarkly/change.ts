import { type Exposure, everyone, keepsEveryone, nobody, sameExposure } from "../../flag/exposure.ts";
import type { LaunchDarklyApi } from "./api.ts";
import type { Flag, FlagEnvironment } from "./flag.ts";
import { lookAt } from "./look.ts";
import { operationsFor, recordTo } from "./patch.ts";
import { type Done, no, send, type Task } from "./send.ts";
import { type Pair, pairFor, pairOf } from "./variations.ts";

/** Changes a flag that is there, where nothing stands beside it that would show it to more people or move it by itself. */
export async function change(api: LaunchDarklyApi, task: Task, flag: Flag, wanted: Exposure): Promise<Done> {
  const { environment, write, reading } = task;
  const here = flag.environments.get(environment) ?? null;
  if (here === null) return no(task, `it has no environment ${JSON.stringify(environment)}`);
  const off = sameExposure(wanted, nobody);
  const pair = pairFor(flag, write.variants) ?? (off ? pairOf(flag, null) : null);
  if (pair === null) {
    const [on, other] = [write.variants.on, write.variants.off].map((value) => JSON.stringify(value));
    return no(task, `it has no variations ${on} and ${other}: add them in LaunchDarkly, for all environments, first`);
  }
  const { fixed } = lookAt(here, pair);
  const foreign = reading.kind === "running" ? reading.running.foreign : [];
  const kept = [...new Set([...fixed, ...foreign.filter((one) => !lookAt(here, pair).replaceable.includes(one))])];
  if (kept.length > 0 && !off) return no(task, `it also holds ${kept.join("; ")}: take that away by hand first`);
  if (!keepsEveryone(wanted, shownBy(here, pair))) {
    const scheduled = await api.scheduled(write.key);
    if (!scheduled.ok) return { kind: "refused", refusal: scheduled.refusal };
    if (scheduled.value > 0) {
      const what = scheduled.value === 1 ? "a change of it is" : `${scheduled.value} changes of it are`;
      return no(task, `${what} scheduled in LaunchDarkly, and would move it by itself: take that away by hand first`);
    }
  }
  const operations = operationsFor(environment, here, pair, wanted);
  return send(api, task, flag, [...operations, ...recordTo(flag, environment, write, false)]);
}

const shownBy = (here: FlagEnvironment, pair: Pair): Exposure => {
  if (here.on) return lookAt(here, pair).exposure;
  return here.offVariation === pair.on ? everyone : nobody;
};
