import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { examine, type TextRead } from "../../scripts/commands/examine.ts";
import { examineAll } from "../../scripts/commands/examiners.ts";
import { ownSettings } from "../../scripts/commands/own.ts";

const repository = join(import.meta.dirname, "../..");
const seed = readFileSync(join(repository, "flags/form1095b.yaml"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "flaghoist-examiners-"));
const settings = await ownSettings({ root: repository });

/** Every third plan has something wrong with it, so that an answer given for another plan would be seen. */
const plans = Array.from({ length: 2050 }, (_, index): TextRead => {
  const text = seed.replaceAll("form1095b_download", `feature_${index}`);
  const wrong = text.replace("percent: 10 }", `percent: ${2000 + index} }`);
  return { kind: "text", file: `flags/feature-${index}.yaml`, text: index % 3 === 0 ? wrong : text };
});
const expected = plans.map((plan) => examine(plan, settings));
const around = (root: string) => ({ root, settings, progress: (_: string) => {} });

beforeAll(async () => {
  mkdirSync(join(folder, "chunks"));
  await build({
    entryPoints: {
      "chunks/examiners": join(repository, "scripts/commands/examiners.ts"),
      examiner: join(repository, "scripts/commands/examiner.ts"),
    },
    outdir: folder,
    bundle: true,
    platform: "node",
    format: "esm",
    define: { BUILD_ID: '"test"' },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    absWorkingDir: repository,
    logLevel: "error",
  });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const built = async (): Promise<{ examineAll: typeof examineAll }> =>
  import(/* @vite-ignore */ pathToFileURL(join(folder, "chunks/examiners.js")).href);

test("THREADS-1  threads answer what one alone answers, for each plan in its place", { timeout: 60_000 }, async () => {
  const unasked = new Proxy(settings, {
    get: () => {
      throw new Error("no thread answered");
    },
  });
  expect(await (await built()).examineAll(plans, { ...around(repository), settings: unasked })).toEqual(expected);
});

test("THREADS-2  what no thread answers for is examined here", { timeout: 60_000 }, async () => {
  const nowhere = join(folder, "no-repository");
  expect(await (await built()).examineAll(plans, around(nowhere))).toEqual(expected);
});

test("THREADS-3  sources that are not built need no thread", async () => {
  expect(await examineAll(plans.slice(0, 5), around(repository))).toEqual(expected.slice(0, 5));
});
