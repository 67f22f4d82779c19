import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { gateNames } from "../../scripts/gates/gate.ts";
import { reasonCures } from "../../scripts/gates/reasons.ts";

const scripts = join(import.meta.dirname, "../../scripts");
const sources = ["gates", "plan"].flatMap((room) =>
  readdirSync(join(scripts, room), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(scripts, room, file), "utf8")),
);
const code = new RegExp(`"((?:${gateNames.join("|")})\\.[a-z-]+)"`, "g");
const used = [...new Set(sources.flatMap((text) => [...text.matchAll(code)].map(([, reason]) => reason!)))];

it("REASONS-1  every reason code in the sources is listed with its meaning and its cure", () => {
  expect(used.length).toBeGreaterThan(50);
  expect(used.filter((reason) => reasonCures[reason] === undefined)).toEqual([]);
});

it.each(Object.entries(reasonCures))(
  "REASONS-2  %s says what it means and the way out, in sentences",
  (reason, { means, cure }) => {
    expect(gateNames).toContain(reason.split(".")[0]);
    expect(means).toMatch(/^[A-Z].*\.$/);
    expect(cure).toMatch(/^[A-Z].*\.$/);
  },
);
