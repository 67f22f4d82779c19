import { describe, expect, it } from "vitest";
import { exposure, nobody } from "../../scripts/flag/exposure.ts";
import type { Reading } from "../../scripts/flag/running.ts";
import { running as gate } from "../../scripts/gates/running.ts";
import { at, base, evidence, running, says, store, subject, wanted } from "../support/evidence.ts";
import { plan, settings } from "../support/plans.ts";

const where = "form1095b_download in memory m";
const now = at(base, "canary");
const runs = (parts: Parameters<typeof running>[1] = {}, of = now): Reading => ({
  kind: "running",
  running: running(of, parts),
});
const eve = exposure([...now.actors.slice(1), "eve-s-secret-id"], 10);

describe("RUNNING-1  the store runs what main says, or it is said how they differ, in numbers and never by name", () => {
  it.each<[string, Reading, readonly string[]]>([
    [
      "as wanted",
      runs(),
      [`pass running.as-wanted  ${where} is shown to 3 named actors and 10 % of users, as main says`],
    ],
    [
      "unreadable",
      { kind: "unreadable", why: "HTTP 503" },
      [`error running.unreadable  ${where} cannot be read: HTTP 503`],
    ],
    [
      "absent",
      { kind: "absent" },
      [`error running.absent  ${where} is absent, and main shows it to 3 named actors and 10 % of users`],
    ],
    [
      "more",
      runs({}, exposure(now.actors, 25)),
      [
        `error running.more-exposed  ${where} is shown to 3 named actors and 25 % of users, and main says 3 named actors and 10 % of users`,
      ],
    ],
    [
      "less",
      runs({}, nobody),
      [
        `error running.less-exposed  ${where} is shown to nobody, and main says 3 named actors and 10 % of users (named actors: 0 too many, 3 missing)`,
      ],
    ],
    [
      "others",
      runs({}, eve),
      [
        `error running.other-people  ${where} is shown to 3 named actors and 10 % of users, and main says 3 named actors and 10 % of users (named actors: 1 too many, 1 missing)`,
      ],
    ],
    [
      "variants",
      runs({ variants: { on: true, off: true } }),
      [`error running.other-variants  ${where} serves on true, off true, and main says on true, off false`],
    ],
    [
      "foreign",
      runs({ foreign: ["group admins"] }),
      [`error running.foreign  ${where} is also shown by something that is not ours: group admins`],
    ],
  ])("%s", (_, reading, expected) => {
    const found = says(gate, subject(), evidence({ stores: [store({ reading })] }));
    expect(found).toEqual(expected);
    expect(found.join()).not.toContain("eve-s-secret-id");
  });
});

it("RUNNING-2  a flag that is absent runs for nobody, which is what planned means", () => {
  const of = subject(plan(), plan({ standing: "uat" }));
  const stores = [store({ reading: { kind: "absent" }, wanted: wanted("planned", nobody) })];
  expect(says(gate, of, evidence({ stores }))).toEqual([
    `pass running.as-wanted  ${where} is absent, and main shows it to nobody`,
  ]);
});

it("RUNNING-3  what nobody read is no agreement: every flag, in every store the settings list", () => {
  expect(says(gate, subject(), evidence({ stores: [] }))).toEqual([
    "error running.not-read  nobody read form1095b_download in production",
  ]);
  const [production] = settings.environments;
  const two = { ...production!, stores: [...production!.stores, { kind: "memory", name: "n" } as const] };
  const of = { ...subject(), settings: { ...settings, environments: [two] } };
  expect(gate.judge(of, evidence())[0]?.reason).toBe("running.not-read");
  expect(gate.judge(of, evidence({ stores: [store(), store()] }))[0]?.reason).toBe("running.not-read");
  const both = [store(), store({ store: "memory n" })];
  expect(gate.judge(of, evidence({ stores: both })).map(({ outcome }) => outcome)).toEqual(["pass", "pass"]);
});

it("RUNNING-4  at 100 percent the named actors make no difference", () => {
  const of = subject(plan({ standing: "full" }), plan({ standing: "week-check" }));
  const stores = [store({ wanted: wanted("full", at(base, "full")), reading: runs({}, exposure([], 100)) })];
  expect(gate.judge(of, evidence({ stores }))[0]?.outcome).toBe("pass");
});

it("RUNNING-5  only a climb asks what runs", () => {
  expect(gate.judge(subject(base, { ...base, owner: "@x" }), evidence({ stores: [] }))).toEqual([]);
});
