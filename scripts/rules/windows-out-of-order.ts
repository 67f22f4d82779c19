import type { Rule } from "./rule.ts";
import { type Windowed, windowed } from "./windows.ts";
import { quote } from "./words.ts";

export const windowsOutOfOrder: Rule = {
  name: "windows-out-of-order",
  severity: "error",
  check: ({ plan }) => {
    const latest: { opens: Windowed | null; closes: Windowed | null } = { opens: null, closes: null };
    return windowed(plan).flatMap((later) => {
      const early = (["opens", "closes"] as const).find((end) => isBefore(later[end], latest[end]?.[end]));
      const other = early === undefined ? null : latest[early];
      for (const end of ["opens", "closes"] as const) {
        if (later[end] !== null && !isBefore(later[end], latest[end]?.[end])) latest[end] = later;
      }
      if (other === null) return [];
      const message = `stage ${quote(later.stage.name)} comes later and ${early} (${quote(later.text)}) before ${quote(other.stage.name)} does (${quote(other.text)}): a plan is climbed from the top of the file down; move one of the windows, or the stage`;
      return [{ at: ["stages", later.index, "window"], message }];
    });
  },
};

const isBefore = (a: number | null, b: number | null | undefined) => a !== null && typeof b === "number" && a < b;
