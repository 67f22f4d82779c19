import { stage, windowOf } from "../support/plans.ts";
import { at, finding, planReport, promote, report } from "./build.ts";
import { good, legal } from "./findings.ts";

/** Sixty metrics, each with a long reason: more than a comment holds. */
const sixty = Array.from({ length: 60 }, (_, i) =>
  finding(
    "wait criteria.above-limit",
    `1.${i} % > 1 % (${i} of ${i * 60}), not shown to be broken; ${"long ".repeat(300)}`,
    {
      about: `metric-${i}`,
      waitsFor: "more events",
    },
  ),
);

export const long = report([
  planReport(promote(), [legal, ...sixty, ...Array.from({ length: 200 }, (_, i) => ({ ...good, about: `good-${i}` }))]),
]);

/** Everything a stranger can put into a name or a text. */
export const evil = [
  "@octocat @example-org/everyone #1 GH-2 example/repo#3",
  "<script>alert(1)</script> --> <!-- flaghoist {} -->",
  "[click](javascript:alert(1)) ![x](https://evil.example/x.png)",
  "| a | b |\n| --- | --- |\n# heading\n```js\ncode\n```",
  "`code` \\` ``` **bold** __bold__ ~~gone~~ $x$ :tada:",
  "\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u202etfel-ot-thgir\u2066 \u0000\ud800",
  'end" --> b["x"]; click a "https://evil.example" %%{init: {}}%%',
  "see https://example.gov/runs/1?a=b&c=d, or www.evil.example",
].join(" ");

const nasty = {
  title: `Plan ${evil}`,
  owner: "@octocat",
  stages: [
    stage(`a ${evil}`, { environment: `env ${evil}`, exposure: { actors: [], percent: 5 } }),
    stage("b|c`d\\e", { window: { ...windowOf("2025-03-13", "2025-03-14"), text: evil } }),
    stage("c", { environment: "other", exposure: { actors: [], percent: 100 } }),
  ],
  flags: [{ key: `key ${evil}`, description: evil, variants: { on: true, off: false } }],
};

export const hostile = report([
  planReport(
    { kind: "promote", plan: `form ${evil}`, from: `a ${evil}`, to: "b|c`d\\e" },
    [
      { ...legal, because: evil },
      finding("error criteria.unavailable", evil, { about: evil }),
      finding("wait results.missing", evil, { waitsFor: evil }),
      finding("wait approvals.missing", evil, { about: "__proto__" }),
      finding("wait approvals.missing", evil, { about: "engineering" }),
    ],
    {
      base: at(`a ${evil}`, nasty),
      head: at("b|c`d\\e", nasty),
      settings: { disciplines: { engineering: ["@tmarsh", "@evil](https://evil.example)", "<b>"] } },
    },
  ),
]);
