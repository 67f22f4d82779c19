import { fileAt } from "../../scripts/stores/file.ts";
import { wholeText } from "./whole-text.ts";

/** Writes one large text after the other until somebody kills it: `tsx endless-writer.ts ROOT FILE`. */
const [root, name] = process.argv.slice(2) as [string, string];
const file = fileAt(root, name);
process.stdout.write("writing\n");
for (let turn = 0; ; turn += 1) await file.write(wholeText(turn), await file.read());
