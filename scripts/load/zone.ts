import { FixedOffsetZone, IANAZone, type Zone } from "luxon";
import { didYouMean } from "./nearest.ts";
import type { Problem } from "./problem.ts";
import { found } from "./words.ts";

/** UTC, or an Area/City name of the IANA database. Short names such as EST are refused: they keep no daylight saving. */
export function zoneNamed(name: string, problems: Problem[]): Zone {
  if (name === "UTC") return FixedOffsetZone.utcInstance;
  const zone = IANAZone.create(name);
  if (name.includes("/") && zone.isValid) return zone;
  const meant = didYouMean(name, Intl.supportedValuesOf("timeZone")) || "write it like America/New_York, or UTC";
  problems.push({ path: ["timezone"], at: "value", message: `there is no time zone ${found(name)}: ${meant}` });
  return FixedOffsetZone.utcInstance;
}
