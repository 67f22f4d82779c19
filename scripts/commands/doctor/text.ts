import { plain, plural, sentence } from "../../report/words/plain.ts";
import type { Ailment } from "./said.ts";

const signs = { wrong: "✗", unknown: "?", fine: "✓" } as const;
const order = ["wrong", "unknown", "fine"] as const;

/** Worst first, each with its way out. */
export function doctorText(found: readonly Ailment[]): string {
  const lines = order.flatMap((state) =>
    found
      .filter((one) => one.state === state)
      .map(({ about, what, cure }) => {
        const said = `${signs[state]} ${about}: ${plain(what)}`;
        return cure === "" ? said : `${sentence(said)}\n    ${sentence(plain(cure))}`;
      }),
  );
  const count = (state: Ailment["state"]) => found.filter((one) => one.state === state).length;
  const [wrong, unknown] = [count("wrong"), count("unknown")];
  const sum =
    wrong + unknown === 0
      ? "Everything is as it must be."
      : `${plural(wrong, "thing")} to mend, ${plural(unknown, "thing")} not looked at.`;
  return [...lines, "", sum].join("\n");
}
