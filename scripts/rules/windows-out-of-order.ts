import type { Rule } from "./rule.ts";
import { type Windowed, windowed } from "./windows.ts";
import { quote } from "./words.ts";

export const windowsOutOfOrder: Rule = {
  name: "windows-out-of-order",
  severity: "error",
  check: ({ plan }) => {
    let opensLast: Windowed | null = null;
    let closesLast: Windowed | null = null;
    return windowed(plan).flatMap((later) => {
      const clash = opensEarly(opensLast, later) ?? closesEarly(closesLast, later);
      opensLast = latest("opens", opensLast, later);
      closesLast = latest("closes", closesLast, later);
      if (clash === null) return [];
      const message = `stage ${quote(later.stage.name)} comes later and ${clash}: a plan is climbed from the top of the file down; move one of the windows, or the stage`;
      return [{ at: ["stages", later.index, "window"], message }];
    });
  },
};

function opensEarly(earlier: Windowed | null, { window }: Windowed): string | null {
  const bound = earlier?.window.opens;
  if (!bound || window.opens === null || window.opens >= bound) return null;
  return `opens (${quote(window.text)}) before ${quote(earlier!.stage.name)} does (${quote(earlier!.window.text)})`;
}

function closesEarly(earlier: Windowed | null, { window }: Windowed): string | null {
  const bound = earlier?.window.closes;
  if (!bound || window.closes === null || window.closes >= bound) return null;
  return `closes (${quote(window.text)}) before ${quote(earlier!.stage.name)} does (${quote(earlier!.window.text)})`;
}

function latest(end: "opens" | "closes", so: Windowed | null, next: Windowed): Windowed | null {
  const [a, b] = [so?.window[end], next.window[end]];
  return !b || (a && a > b) ? so : next;
}
