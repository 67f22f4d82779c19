import type { ReleasePlan } from "../flag/plan.ts";
import { instant } from "./dates.ts";
import type { Loaded, Source } from "./diagnostic.ts";
import { flagOf } from "./flags.ts";
import { metricOf } from "./metrics.ts";
import { diagnose, type Problem } from "./problem.ts";
import { record } from "./record.ts";
import { planShape, problemsOf } from "./schema.ts";
import { stagesOf } from "./stages.ts";
import { windowOf } from "./windows.ts";
import type { WrittenPlan } from "./written.ts";
import { parseYaml } from "./yaml.ts";
import { zoneNamed } from "./zone.ts";

/** What a plan cannot say by itself: the settings' last environment, for stages that name none. */
export interface PlanDefaults {
  readonly environment: string;
}

/** The one door from the text of flags/<name>.yaml to a release plan: past it nothing is checked or filled in again. */
export function loadPlan(source: Source, defaults: PlanDefaults): Loaded<ReleasePlan> {
  const parsed = parseYaml(source);
  if (!parsed.ok) return parsed;
  const { value: written, locate } = parsed.tree;
  const shape = planShape();
  if (!shape(written)) {
    return { ok: false, diagnostics: diagnose(source.file, problemsOf(shape.errors ?? [], written), locate) };
  }
  const problems: Problem[] = [];
  const value = planOf(source.file, written, defaults, problems);
  if (problems.length > 0) return { ok: false, diagnostics: diagnose(source.file, problems, locate) };
  return { ok: true, loaded: { value, source, place: (path) => locate(path, "value") } };
}

function planOf(file: string, written: WrittenPlan, { environment }: PlanDefaults, problems: Problem[]): ReleasePlan {
  const timezone = written.timezone ?? "UTC";
  const zone = zoneNamed(timezone, problems);
  const metrics = Object.entries(written.metrics ?? {}).map(([name, metric]) => metricOf(name, metric, problems));
  const { rollback } = written;
  return {
    name: planName(file),
    file,
    title: written.title,
    owner: written.owner,
    standing: written.standing,
    timezone,
    links: record(Object.entries(written.links ?? {})),
    flags: Object.entries(written.flags).map(([key, flag]) => flagOf(key, flag, problems)),
    validation: written.validation ?? [],
    approvals: written.approvals ?? [],
    rollback: rollback ? { text: rollback.text, watchers: rollback.watchers ?? [], to: rollback.to ?? null } : null,
    metrics,
    rollout: written.rollout ? windowOf(written.rollout, zone, ["rollout"], problems) : null,
    cohorts: written.cohorts ?? [],
    stages: stagesOf(written.stages, { zone, environment, metrics }, problems),
    cleanup: written.cleanup ?? [],
    postLaunch: (written.postLaunch ?? []).map(({ question, answer }) => ({ question, answer: answer ?? null })),
    reverts: (written.reverts ?? []).map(({ from, at, because, evidence, resolved }, index) => ({
      from,
      at: instant(at, ["reverts", index, "at"], problems),
      because,
      evidence: evidence ?? null,
      resolved: resolved ?? null,
    })),
    sections: written.sections ?? [],
  };
}

/** `flags/form1095b.yaml` is `form1095b`. */
export function planName(file: string): string {
  return file.replace(/^.*[/\\]/, "").replace(/\.ya?ml$/i, "");
}
