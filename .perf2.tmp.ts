import { readFileSync } from "node:fs";
import { editFlags } from "./scripts/stores/flagd/edit.ts";
import { verify } from "./scripts/stores/flagd/verify.ts";
const text = readFileSync("/tmp/perf/f.json", "utf8");
const time = async (l: string, f: () => unknown) => { const t = performance.now(); await f(); console.log(l, Math.round(performance.now() - t)); };
for (let i = 0; i < 2; i++) {
await time("parse", () => JSON.parse(text));
await time("edit one", () => editFlags(text, new Map([["flag_5000", { a: 1 }]])));
await time("load", () => verify(text, new Map()));
}
