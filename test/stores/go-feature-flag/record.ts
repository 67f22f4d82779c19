import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WASI } from "node:wasi";
import { goffFnv1a } from "../../../scripts/cohort/goff.ts";
import { encode, remainder } from "../../../scripts/stores/go-feature-flag/encode.ts";
import { cases, ladder, onePerBucket, people } from "./cases.ts";

/**
 * Records what the evaluation module of GO Feature Flag answers, into module.facts.json beside this file. The module
 * comes in no package, so tests hold our evaluation to the record. To renew it, get the module of a release
 * (gofeatureflag-evaluation_VERSION.wasi) and run: npx tsx test/stores/go-feature-flag/record.ts FILE VERSION
 */
const [, , file, version] = process.argv;
const wasi = new WASI({ version: "preview1", args: [], env: {}, returnOnExit: true });
const module = await WebAssembly.compile(readFileSync(file!));
const instance = await WebAssembly.instantiate(module, wasi.getImportObject() as WebAssembly.Imports);
wasi.start(instance);
const { memory, malloc, free, evaluate } = instance.exports as unknown as {
  readonly memory: WebAssembly.Memory;
  readonly malloc: (bytes: number) => number;
  readonly free: (at: number) => void;
  readonly evaluate: (at: number, bytes: number) => bigint;
};

function ask(key: string, flag: unknown, caller: string | null) {
  const evalContext = caller === null ? {} : { targetingKey: caller };
  const flagContext = { defaultSdkValue: "the code's default", evaluationContextEnrichment: {} };
  const input = Buffer.from(JSON.stringify({ flagKey: key, flag, evalContext, flagContext }));
  const at = malloc(input.length + 1);
  new Uint8Array(memory.buffer).set([...input, 0], at);
  // The place and the length of the answer, 32 bits each.
  const found = BigInt.asUintN(64, evaluate(at, input.length));
  free(at);
  const bytes = new Uint8Array(memory.buffer, Number(found >> 32n), Number(found & 0xffffffffn));
  const { value, variationType, reason, errorCode } = JSON.parse(Buffer.from(bytes).toString());
  return { value, variation: variationType, reason, errorCode };
}

const digest = (bits: readonly boolean[]) =>
  createHash("sha256")
    .update(bits.map((bit) => (bit ? "1" : "0")).join(""))
    .digest("hex")
    .slice(0, 16);

const key = "form1095b_download";
const stages = Object.entries(ladder).map(([stage, exposure]) => {
  const { targeting, ...rest } = encode(exposure, { on: true, off: false });
  const flag = targeting.length === 0 ? rest : { ...rest, targeting };
  const on = people.map((id) => ask(key, flag, id).value === true);
  const fact = { flag, on: on.filter(Boolean).length, digest: digest(on), keyless: ask(key, flag, null) };
  return [stage, fact] as const;
});

const ids = onePerBucket((id) => goffFnv1a.bucket("f", id)!);
const steps = Array.from({ length: 99_999 }, (_, index) => (index + 1) / 1000).flatMap((percent, index) => {
  const defaultRule = { percentage: { on: percent, off: remainder(percent) } };
  const flag = { variations: { off: false, on: true }, defaultRule };
  return [ids[index]!, ids[index + 1]!].map((id) => ask("f", flag, id).value === true);
});

const facts = {
  source: `GO Feature Flag evaluation module ${version}, https://github.com/go-feature-flag/wasm-releases (MIT)`,
  answers: Object.fromEntries(
    Object.entries(cases).map(([name, one]) => [name, ask(one.key ?? "f", one.flag, one.caller)]),
  ),
  key,
  stages: Object.fromEntries(stages),
  /** Both sides of the threshold of each percent from 0.001 to 99.999. */
  steps: { digest: digest(steps), cut: steps.filter((on, index) => index % 2 === 0 && !on).length },
};
writeFileSync(join(import.meta.dirname, "module.facts.json"), `${JSON.stringify(facts, null, 2)}\n`);
