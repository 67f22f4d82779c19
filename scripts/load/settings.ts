import type { Environment, Hours, Policy, Settings } from "../flag/settings.ts";
import { day } from "./dates.ts";
import type { Loaded, Path, Source } from "./diagnostic.ts";
import { duration, usual } from "./durations.ts";
import { percent } from "./percent.ts";
import { diagnose, type Problem } from "./problem.ts";
import { providerOf } from "./providers.ts";
import { record } from "./record.ts";
import { problemsOf, settingsShape } from "./schema.ts";
import { storeOf } from "./stores.ts";
import type { WrittenSettings } from "./written-settings.ts";
import { parseYaml } from "./yaml.ts";

/** The one door from the text of .github/flaghoist.yaml to settings: past it nothing is checked or filled in again. */
export function loadSettings(source: Source): Loaded<Settings> {
  const parsed = parseYaml(source);
  if (!parsed.ok) return parsed;
  const { value: written, locate } = parsed.tree;
  const shape = settingsShape();
  if (!shape(written)) {
    return { ok: false, diagnostics: diagnose(source.file, problemsOf(shape.errors ?? [], written), locate) };
  }
  const problems: Problem[] = [];
  const value = settingsOf(written, problems);
  problems.push(...namedTwice(value.environments));
  if (problems.length > 0) return { ok: false, diagnostics: diagnose(source.file, problems, locate) };
  return { ok: true, loaded: { value, source, place: (path) => locate(path, "value") } };
}

function settingsOf(written: WrittenSettings, problems: Problem[]): Settings {
  return {
    environments: Object.entries(written.environments).map(
      ([name, { stores, propagation }]): Environment => ({
        name,
        stores: stores.map((store, index) => storeOf(store, name, ["environments", name, "stores", index], problems)),
        propagation: optional(propagation, ["environments", name, "propagation"], problems) ?? usual.none,
      }),
    ),
    providers: Object.entries(written.providers ?? {}).map(([name, provider]) => providerOf(name, provider, problems)),
    disciplines: record(Object.entries(written.disciplines ?? {})),
    policy: policyOf(written.policy, problems),
    hours: written.hours === undefined ? null : hoursOf(written.hours, problems),
    freezes: (written.freezes ?? []).map(({ from, until, reason }, index) => ({
      from: day(from, ["freezes", index, "from"], problems),
      until: day(until, ["freezes", index, "until"], problems),
      reason,
    })),
    merge: { automatic: written.merge?.automatic ?? false, method: written.merge?.method ?? "squash" },
    notify: written.notify ?? [],
  };
}

/** Two environments in one store would each undo what the other says, with each sync. */
function namedTwice(environments: readonly Environment[]): readonly Problem[] {
  const first = new Map<string, string>();
  return environments.flatMap(({ name, stores }) =>
    stores.flatMap((store, index): readonly Problem[] => {
      const same = JSON.stringify({ ...store, verify: undefined });
      const before = first.get(same);
      if (before === undefined) {
        first.set(same, name);
        return [];
      }
      const where = before === name ? `${name} names this store twice` : `${name} names the store of ${before}`;
      const message = `${where}: give each environment stores of its own`;
      return [{ path: ["environments", name, "stores", index], at: "value", message }];
    }),
  );
}

/** Without a policy nothing is limited but what everyone sees: at 100 percent a stage needs a criterion that reverts. */
function policyOf(written: WrittenSettings["policy"] = {}, problems: Problem[]): Policy {
  const share = (key: "firstPercentAtMost" | "requireCriteriaFrom") =>
    percent(written[key] ?? 100, ["policy", key], problems);
  return {
    firstPercentAtMost: share("firstPercentAtMost"),
    soakAtLeast: optional(written.soakAtLeast, ["policy", "soakAtLeast"], problems) ?? usual.none,
    requireCriteriaFrom: share("requireCriteriaFrom"),
    disciplines: written.disciplines ?? [],
    distinctApprovers: written.distinctApprovers ?? true,
  };
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function hoursOf({ days, from, until }: NonNullable<WrittenSettings["hours"]>, problems: Problem[]): Hours {
  const hours = { days: days.map((name) => weekdays.indexOf(name) + 1), from: minutes(from), until: minutes(until) };
  if (hours.from >= hours.until) {
    const message = `hours must end after they begin: ${until} is not after ${from}`;
    problems.push({ path: ["hours", "until"], at: "value", message });
  }
  return hours;
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function optional(text: string | undefined, path: Path, problems: Problem[]) {
  return text === undefined ? null : duration(text, path, problems);
}
