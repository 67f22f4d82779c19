import type { Flag, FlagValue } from "../flag/plan.ts";
import type { Problem } from "./problem.ts";
import { found } from "./words.ts";
import type { WrittenFlag } from "./written.ts";

/** One flag with its variants: true and false for a boolean flag that says none. */
export function flagOf(key: string, { description, type, variants }: WrittenFlag, problems: Problem[]): Flag {
  const path = ["flags", key];
  const wanted = type ?? "boolean";
  if (variants === undefined && wanted !== "boolean") {
    const message = `a flag of type ${wanted} needs \`variants\`: what those who see it get, and what everybody else gets`;
    problems.push({ path, at: "key", message });
  }
  const given = variants ?? { on: true, off: false };
  for (const which of ["on", "off"] as const) {
    if (variants === undefined || typeOf(given[which]) === wanted) continue;
    const way = type === undefined ? `: say \`type: ${typeOf(given[which])}\`` : "";
    const message = `${which} must be a ${wanted}, as the flag is, not ${found(given[which])}${way}`;
    problems.push({ path: [...path, "variants", which], at: "value", message });
  }
  return { key, description: description ?? "", variants: given };
}

const typeOf = (value: FlagValue) => typeof value;
