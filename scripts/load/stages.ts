import type { Zone } from "luxon";
import type { Metric } from "../flag/metric.ts";
import type { Actor, Stage } from "../flag/plan.ts";
import type { Path } from "./diagnostic.ts";
import { duration, usual } from "./durations.ts";
import { percent } from "./percent.ts";
import type { Problem } from "./problem.ts";
import { resultsOf } from "./results.ts";
import { windowOf } from "./windows.ts";
import type { WrittenStage } from "./written.ts";

interface Around {
  readonly zone: Zone;
  readonly environment: string;
  readonly metrics: readonly Metric[];
}

/** The stages in order, each with its environment, and with the criteria it has by default. */
export function stagesOf(written: readonly WrittenStage[], around: Around, problems: Problem[]): readonly Stage[] {
  const reached = new Map<string, number>();
  return written.map((stage, index) => {
    const environment = stage.environment ?? around.environment;
    const share = stage.exposure?.percent ?? reached.get(environment) ?? 0;
    reached.set(environment, share);
    return stageOf(stage, { ...around, environment }, share > 0, ["stages", index], problems);
  });
}

function stageOf(written: WrittenStage, around: Around, shared: boolean, path: Path, problems: Problem[]): Stage {
  const { name, exposure, window, soak, criteria } = written;
  const asked = shared ? around.metrics.filter(({ measure }) => measure.kind !== "share").map(({ name }) => name) : [];
  return {
    name,
    title: written.title ?? name,
    environment: around.environment,
    exposure: exposure === undefined ? null : exposureOf(exposure, path, problems),
    window: window === undefined ? null : windowOf(window, around.zone, [...path, "window"], problems),
    soak: soak === undefined ? usual.none : duration(soak, [...path, "soak"], problems),
    criteria: criteria === undefined ? asked : "none" in criteria ? [] : criteria,
    criteriaWaived: criteria !== undefined && "none" in criteria ? criteria.none : null,
    confirms: written.confirms ?? [],
    expected: { uniqueUsers: written.expected?.uniqueUsers ?? null },
    results: resultsOf(written.results, [...path, "results"], problems),
  };
}

type WrittenExposure = NonNullable<WrittenStage["exposure"]>;

function exposureOf({ actors, percent: share }: WrittenExposure, path: Path, problems: Problem[]): Stage["exposure"] {
  return {
    actors: (actors ?? []).map(({ name, id }): Actor => {
      return { name, id: typeof id === "string" ? { kind: "plain", value: id } : { kind: "secret", name: id.secret } };
    }),
    percent: share === undefined ? null : percent(share, [...path, "exposure", "percent"], problems),
  };
}
