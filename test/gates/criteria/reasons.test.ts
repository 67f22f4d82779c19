import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { ErrorReason } from "../../../scripts/flag/measurement.ts";
import { codes, criteriaReasons } from "../../../scripts/gates/criteria/reasons.ts";

const folder = join(import.meta.dirname, "../../../scripts/gates");
const files = ["criteria.ts", ...readdirSync(join(folder, "criteria")).map((file) => join("criteria", file))];
const text = files.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");

it("CRIT-6  every code a judgement can have is listed with what it means and its cure", () => {
  const emitted = [...text.matchAll(/\b(?:wait|error|fail|pass|say)\(\s*"([a-z-]+)"(?:,\s*"([a-z-]+)")?/g)].map(
    ([, first, second]) => (["pass", "wait", "error", "fail"].includes(first!) ? second! : first!),
  );
  expect(emitted.length).toBeGreaterThan(20);
  expect(emitted.filter((code) => !(code in codes))).toEqual([]);
});

it("CRIT-7  so is every reason a provider can give for having no number", () => {
  const reasons: Record<ErrorReason, true> = {
    config: true,
    auth: true,
    "not-found": true,
    "bad-query": true,
    "rate-limited": true,
    unavailable: true,
    timeout: true,
    network: true,
    redirect: true,
    "not-json": true,
    "bad-shape": true,
    "too-large": true,
    "not-finite": true,
    "not-a-number": true,
    "many-series": true,
    "wrong-type": true,
    partial: true,
    coverage: true,
  };
  expect(Object.keys(reasons).filter((reason) => !(`criteria.${reason}` in criteriaReasons))).toEqual([]);
});

it("CRIT-8  codes are said for both gates, in whole sentences", () => {
  expect(Object.keys(criteriaReasons)).toHaveLength(2 * Object.keys(codes).length);
  for (const [code, { means, cure }] of Object.entries(criteriaReasons)) {
    expect(code).toMatch(/^(criteria|exposure)\.[a-z-]+$/);
    expect(means).toMatch(/^[A-Z].*\.$/s);
    expect(cure).toMatch(/^[A-Z].*\.$/s);
  }
});
