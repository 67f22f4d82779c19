import type { Measurement, Part } from "../../flag/measurement.ts";
import { error, type Judgement, wait, worstFirst } from "./judgement.ts";

/** The numbers that answer some parts of a measurement, in their order; or why there are none to trust. */
export type Numbers =
  | { readonly kind: "numbers"; readonly values: readonly number[] }
  | { readonly kind: "none"; readonly judgement: Judgement };

/** Reads parts that are all needed: the worst of what is wrong with any of them speaks for all. */
export function numbers(measurement: Measurement, names: readonly Part[]): Numbers {
  const read = names.map((name) => numberOf(measurement, name));
  const [worst] = worstFirst(read.filter((one) => typeof one === "object"));
  if (worst !== undefined) return { kind: "none", judgement: worst };
  return { kind: "numbers", values: read.filter((one) => typeof one === "number") };
}

function numberOf({ metric, parts }: Measurement, name: Part): number | Judgement {
  const asked = parts[name];
  if (asked === undefined) return error("not-measured", `nobody asked for "${name}" of ${metric}`);
  const { answer, provider } = asked;
  switch (answer.kind) {
    case "number":
      return finite(answer.value, name, provider);
    case "no-data":
      return noData(name, provider, answer.why);
    case "error":
      return error(answer.reason, `could not measure "${name}" from ${provider}: ${answer.why}`);
  }
}

/** Providers promise finite numbers; a broken promise is no number, never a comparison that happens to be true. */
function finite(value: number, name: Part, provider: string): number | Judgement {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value)
    ? noData(name, provider, "NaN")
    : error("not-finite", `could not measure "${name}" from ${provider}: ${value}`);
}

const noData = (name: Part, provider: string, why: string) =>
  wait("no-data", `no data for "${name}" from ${provider}: ${why}`, {
    waitsFor: provider === "manual" ? "somebody to write it down" : `data from ${provider}`,
  });
