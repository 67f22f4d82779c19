import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { node24 } from "../support/node-24.ts";

const root = join(import.meta.dirname, "../..");
const actions = join(root, ".github/actions");
const names = ["gate", "monitor", "sync", "validate"];
/** This machine's Node, and the one GitHub starts actions with. */
const nodes = [...new Set([process.execPath, node24()])].filter((node) => node !== null);
let rebuilt: string;

beforeAll(() => {
  rebuilt = mkdtempSync(join(tmpdir(), "flaghoist-bundles-"));
  execFileSync(process.execPath, [join(root, "scripts/build.mjs"), "actions", rebuilt], { cwd: tmpdir() });
});
afterAll(() => rmSync(rebuilt, { recursive: true }));

it("BUNDLE-1  what is committed is what the sources build, byte for byte: else run `npm run build`", () => {
  const files = readdirSync(rebuilt).sort();
  expect(files).toEqual(["gate.js", "monitor.js", "package.json", "sync.js", "validate.js"]);
  expect(readdirSync(join(actions, "dist")).sort()).toEqual(files);
  const stale = files.filter(
    (file) => !readFileSync(join(rebuilt, file)).equals(readFileSync(join(actions, "dist", file))),
  );
  expect(stale).toEqual([]);
});

describe.each(names)("%s", (name) => {
  it("BUNDLE-2  action.yml starts the bundle on node24 and says what each input and output is", () => {
    const action = parse(readFileSync(join(actions, name, "action.yml"), "utf8"));
    expect(action.runs).toEqual({ using: "node24", main: `../dist/${name}.js` });
    const described = [action, ...Object.values<{ description?: string }>({ ...action.inputs, ...action.outputs })];
    for (const { description } of described) expect(description).toMatch(/\.$/);
  });

  it("BUNDLE-3  every input the code reads is declared, and the other way round", () => {
    const action = parse(readFileSync(join(actions, name, "action.yml"), "utf8"));
    const bundle = readFileSync(join(rebuilt, `${name}.js`), "utf8");
    const read = [...bundle.matchAll(/\bgetInput\("([^"]+)"/g)].map(([, input]) => input!);
    expect([...new Set(read)].sort()).toEqual(Object.keys(action.inputs ?? {}).sort());
  });

  it.each(nodes)("BUNDLE-4  started outside a workflow it says what is missing, and nothing else: %s", async (node) => {
    expect(await start(name, {}, node)).toEqual({
      code: 1,
      said: "::error::GITHUB_REPOSITORY is not set: this runs as a step of a GitHub Actions workflow; see .github/SETUP.md\n",
    });
  });

  it("BUNDLE-5  without a checkout it asks for one", async () => {
    const { code, said } = await start(name, { GITHUB_REPOSITORY: "example-org/benefits", GITHUB_WORKSPACE: rebuilt });
    expect({ code, said }).toEqual({
      code: 1,
      said: expect.stringContaining("put a step with actions/checkout before"),
    });
  });
});

it.each(["gate", "monitor", "sync"])("BUNDLE-6  %s without a token says how to hand one over", async (name) => {
  const here = { GITHUB_REPOSITORY: "example-org/benefits", GITHUB_WORKSPACE: root };
  const { code, said } = await start(name, { ...here, GITHUB_REF_NAME: "main", GITHUB_SHA: "0".repeat(40) });
  expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining("the input `token` is empty") });
});

it.each([
  ["x", "flaghoist", "the App's number"],
  ["12", "", "an output of the step"],
])("BUNDLE-7  an App named by halves is refused: app-id %j, app-slug %j", async (id, slug, why) => {
  const here = { GITHUB_REPOSITORY: "example-org/benefits", GITHUB_WORKSPACE: root, GITHUB_REF_NAME: "main" };
  const inputs = { INPUT_TOKEN: "ghs_hidden", "INPUT_APP-ID": id, "INPUT_APP-SLUG": slug };
  const { code, said } = await start("gate", { ...here, ...inputs, GITHUB_SHA: "0".repeat(40) });
  expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(why) });
});

/** In the bundle that was just built, with nothing of this machine's environment. */
function start(
  name: string,
  env: Readonly<Record<string, string>>,
  node = process.execPath,
): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env.PATH ?? "", ...env } };
    execFile(node, [join(rebuilt, `${name}.js`)], options, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, said: stdout + stderr });
    });
  });
}
