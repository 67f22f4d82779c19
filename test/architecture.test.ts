import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { describe, expect, it } from "vitest";

const core = ["flag", "load", "rules", "plan", "statistics", "cohort", "gates", "reconcile", "report"];

/** Who may import whom. Read it top to bottom: it is the direction data flows. */
const mayImport: Record<string, readonly string[]> = {
  flag: [],
  load: ["flag"],
  rules: ["flag", "load", "cohort"],
  plan: ["flag"],
  statistics: [],
  cohort: ["flag"],
  gates: ["flag", "plan", "statistics", "cohort"],
  reconcile: ["flag"],
  report: ["flag", "load", "plan", "gates", "reconcile"],
  http: ["flag"],
  metrics: ["flag", "http"],
  stores: ["flag", "cohort", "http"],
  forge: ["flag"],
  notices: ["flag"],
  workflows: [...core, "metrics", "stores", "forge", "notices"],
  commands: [...core, "metrics", "stores", "forge", "notices", "workflows"],
  actions: [...core, "metrics", "stores", "forge", "notices", "workflows"],
  "main.ts": ["cli.ts"],
  "cli.ts": [...core, "metrics", "stores", "forge", "notices", "workflows", "commands"],
};

/** Vendor SDKs, each in its one place. What no row names (luxon, node:) may be used anywhere. */
const onlyIn: Record<string, RegExp> = {
  yaml: /^load\//,
  ajv: /^load\//,
  "@actions/": /^actions\//,
  "@octokit/": /^forge\/github/,
  aws4fetch: /^(metrics|stores\/publish)\//,
  "@redis/": /^stores\/publish\//,
  "@openfeature/": /^(stores\/flagd|commands\/demo)/,
};

const scripts = join(import.meta.dirname, "../scripts");
const list = (root: string) =>
  readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.includes("node_modules"),
  );
const files = list(scripts);
const roomOf = (path: string) => relative(scripts, path).split(sep)[0]!;
const read = (file: string) => readFileSync(join(scripts, file), "utf8");
const imports = (text: string) => [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, path]) => path!);

describe("ARCH-1  each room imports only what it may", () => {
  it.each(files)("scripts/%s", (file) => {
    const room = roomOf(join(scripts, file));
    const rooms = imports(read(file))
      .filter((path) => path.startsWith("."))
      .map((path) => join(scripts, dirname(file), path))
      .filter((path) => path.startsWith(scripts + sep))
      .map(roomOf);

    expect([room, ...(mayImport[room] ?? [])]).toEqual(expect.arrayContaining(rooms));
  });
});

it("ARCH-2  vendor SDKs stay in their one place", () => {
  const strays = files.flatMap((file) =>
    imports(read(file)).flatMap((path) =>
      Object.entries(onlyIn)
        .filter(([vendor, where]) => (path === vendor || path.startsWith(vendor)) && !where.test(file))
        .map(() => `${file} imports ${path}`),
    ),
  );
  expect(strays).toEqual([]);
});

it("ARCH-3  the core and the workflows never ask for the time, the environment or the console", () => {
  const told = [...core, "workflows"];
  const asking = files
    .filter((file) => told.includes(roomOf(join(scripts, file))))
    .filter((file) =>
      /\bDate\.now|new Date\(\)|DateTime\.(now|utc|local)\(\)|\bprocess\.|\bconsole\.|Math\.random|from "node:(fs|child_process|http|https|net)/.test(
        read(file),
      ),
    );
  expect(asking).toEqual([]);
});

it("ARCH-4  no file above 250 lines, the median at most 60", () => {
  const tests = join(import.meta.dirname);
  const lengths = [...files.map((file) => join(scripts, file)), ...list(tests).map((file) => join(tests, file))].map(
    (path) => ({ path, lines: readFileSync(path, "utf8").split("\n").length - 1 }),
  );
  const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);

  expect(lengths.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(60);
});

it("ARCH-5  every rule has a golden folder, every gate, provider and store a test of the same name", () => {
  const folders = new Set(readdirSync(join(import.meta.dirname, "golden/rules")).map((name) => `rules/${name}`));
  const tested = new Set(list(import.meta.dirname).map((file) => file.replace(/\.test\.ts$/, "")));
  const owing = files
    .filter((file) => /^(rules|gates|http|metrics|stores|cohort|statistics|reconcile|plan)\//.test(file))
    .map((file) => file.replace(/\.ts$/, ""))
    .filter((file) => !(isRule(read(`${file}.ts`)) ? folders : tested).has(file))
    .filter((file) => !typesOnly(read(`${file}.ts`)));
  expect(owing).toEqual([]);
});

/** One golden-table test runs all rules: test/rules/rules.test.ts. */
const isRule = (text: string) => /^export const \w+: Rule =/m.test(text);

/** A file of types has nothing to run. */
const typesOnly = (text: string) => !/^export (async )?(function|const|class)/m.test(text);
