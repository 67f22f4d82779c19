import type { ExplainedFlag, Explanation } from "../../flag/explained.ts";
import { because, sight } from "../words/explained.ts";
import { symbols } from "../words/outcome.ts";
import { plain } from "../words/plain.ts";
import { name } from "./gates.ts";
import { table, wrapped } from "./layout.ts";
import { type Look, paint } from "./paint.ts";

type Flag = ExplainedFlag;

/** Whether one person sees the flags of a plan, why, from which stage on, and whether the stores say the same. */
export function explainText({ plan, standing, flags }: Explanation, look: Look): string {
  const heading = `${name(plan)} stands in ${name(standing)} on the base branch.`;
  const none = flags.length === 0 ? ["No store is asked for its flags: the settings name none."] : [];
  return [heading, ...none, ...flags.flatMap((flag) => ["", ...flagText(flag, look)])].join("\n");
}

function flagText(flag: Flag, look: Look): readonly string[] {
  const style = paint(look.colour);
  const { key, environment, store, main } = flag;
  const title = `${name(key)} in ${name(environment)}, ${plain(store)}`;
  const rows = [
    row("Main", main, because(main)),
    row("Store", flag.running, agrees(flag) ? "as main says" : because(flag.running, "store")),
    ...(flag.served === null
      ? []
      : [row("Served", flag.served, flag.served.on === null ? flag.served.why : "its own evaluation")]),
    ...flag.stages.map(({ stage, explained }) => row(`at ${name(stage)}`, explained, because(explained))),
  ];
  return [...wrapped(style.strong(title), look.columns, 2), ...table(rows, look.columns, 2)];
}

const marks = { true: symbols.pass, false: "-", null: symbols.error } as const;

function row(label: string, seen: { readonly on: boolean | null }, why: string) {
  return [{ text: label }, { text: `${marks[`${seen.on}`]} ${sight(seen)}` }, { text: plain(why) }];
}

/** True where the store holds for this person what main says. */
const agrees = ({ main, running }: Flag) => JSON.stringify(main) === JSON.stringify(running);
