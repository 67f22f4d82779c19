import { expect, it } from "vitest";
import type { Deployment } from "../../scripts/flag/deployment.ts";
import { type Exposure, everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import { recorded } from "../../scripts/flag/recorded.ts";
import type { Reading } from "../../scripts/flag/running.ts";
import { decide } from "../../scripts/reconcile/decide.ts";
import { context, key, reading, runs, want } from "./world.ts";

const ten = exposure([], 10);
const half = exposure([], 50);
const named = exposure(["User;7"], 0);
const by = (applied: Exposure | null, running: Exposure, foreign: readonly string[] = []) =>
  reading(runs(applied, { exposure: running, foreign }));
const lost: Reading = { kind: "unreadable", why: "HTTP 503" };

it.each`
  case                                    | running                                 | wants                        | held      | kind               | then
  ${"new flag, off"}                      | ${reading(null)}                        | ${nobody}                    | ${null}   | ${"write"}         | ${"records"}
  ${"new flag, on for some"}              | ${reading(null)}                        | ${ten}                       | ${null}   | ${"write"}         | ${"raises"}
  ${"new flag, held"}                     | ${reading(null)}                        | ${ten}                       | ${"held"} | ${"held"}          | ${null}
  ${"new flag, held and off"}             | ${reading(null)}                        | ${nobody}                    | ${"held"} | ${"write"}         | ${"records"}
  ${"retired and gone"}                   | ${reading(null)}                        | ${null}                      | ${null}   | ${"in-step"}       | ${null}
  ${"as main says"}                       | ${by(ten, ten)}                         | ${ten}                       | ${null}   | ${"in-step"}       | ${null}
  ${"as main says, held"}                 | ${by(ten, ten)}                         | ${ten}                       | ${"held"} | ${"in-step"}       | ${null}
  ${"at everyone, actors or not"}         | ${by(everyone, everyone)}               | ${exposure(["User;7"], 100)} | ${null}   | ${"in-step"}       | ${null}
  ${"main moved up"}                      | ${by(ten, ten)}                         | ${half}                      | ${null}   | ${"write"}         | ${"raises"}
  ${"main moved up, held"}                | ${by(ten, ten)}                         | ${half}                      | ${"held"} | ${"held"}          | ${null}
  ${"main moved down"}                    | ${by(half, half)}                       | ${ten}                       | ${null}   | ${"write"}         | ${"lowers"}
  ${"main moved down, held"}              | ${by(half, half)}                       | ${nobody}                    | ${"held"} | ${"write"}         | ${"lowers"}
  ${"main swaps people"}                  | ${by(named, named)}                     | ${ten}                       | ${null}   | ${"write"}         | ${"raises"}
  ${"main swaps people, held"}            | ${by(named, named)}                     | ${ten}                       | ${"held"} | ${"held"}          | ${null}
  ${"raised by hand"}                     | ${by(ten, half)}                        | ${ten}                       | ${null}   | ${"drift-up"}      | ${ten}
  ${"raised by hand, held"}               | ${by(ten, everyone)}                    | ${ten}                       | ${"held"} | ${"drift-up"}      | ${ten}
  ${"raised by hand while main lowers"}   | ${by(half, everyone)}                   | ${nobody}                    | ${null}   | ${"drift-up"}      | ${nobody}
  ${"raised by hand to what main says"}   | ${by(ten, half)}                        | ${half}                      | ${null}   | ${"write"}         | ${"records"}
  ${"raised by hand, not as far as main"} | ${by(ten, exposure([], 20))}            | ${half}                      | ${null}   | ${"drift-down"}    | ${null}
  ${"switched off by hand"}               | ${by(ten, nobody)}                      | ${ten}                       | ${null}   | ${"drift-down"}    | ${null}
  ${"switched off while main rises"}      | ${by(ten, nobody)}                      | ${half}                      | ${null}   | ${"drift-down"}    | ${null}
  ${"switched off while main lowers"}     | ${by(half, nobody)}                     | ${ten}                       | ${null}   | ${"drift-down"}    | ${null}
  ${"other people by hand"}               | ${by(ten, exposure(["User;7"], 5))}     | ${ten}                       | ${null}   | ${"drift-up"}      | ${exposure([], 5)}
  ${"a group was added"}                  | ${by(ten, ten, ["group admins"])}       | ${ten}                       | ${null}   | ${"unknown"}       | ${null}
  ${"a group was added to an off flag"}   | ${by(nobody, nobody, ["group admins"])} | ${nobody}                    | ${null}   | ${"drift-up"}      | ${nobody}
  ${"a group was added, main reverts"}    | ${by(ten, everyone, ["group admins"])}  | ${nobody}                    | ${"held"} | ${"drift-up"}      | ${nobody}
  ${"disabled by hand"}                   | ${by(ten, nobody, ["state DISABLED"])}  | ${ten}                       | ${null}   | ${"drift-down"}    | ${null}
  ${"retired"}                            | ${by(everyone, everyone)}               | ${null}                      | ${null}   | ${"write"}         | ${"removes"}
  ${"retired, held"}                      | ${by(everyone, everyone)}               | ${null}                      | ${"held"} | ${"held"}          | ${null}
  ${"retired, switched off by hand"}      | ${by(everyone, nobody)}                 | ${null}                      | ${null}   | ${"held"}          | ${null}
  ${"retired, raised by hand"}            | ${by(half, everyone)}                   | ${null}                      | ${null}   | ${"held"}          | ${null}
  ${"retired, with a group"}              | ${by(everyone, everyone, ["group a"])}  | ${null}                      | ${null}   | ${"unknown"}       | ${null}
  ${"somebody else's flag, retired"}      | ${by(null, everyone)}                   | ${null}                      | ${null}   | ${"first-contact"} | ${null}
  ${"somebody else's flag, wider"}        | ${by(null, half)}                       | ${nobody}                    | ${null}   | ${"first-contact"} | ${null}
  ${"somebody else's flag, narrower"}     | ${by(null, nobody)}                     | ${ten}                       | ${null}   | ${"first-contact"} | ${null}
  ${"somebody else's flag, as main says"} | ${by(null, ten)}                        | ${ten}                       | ${null}   | ${"write"}         | ${"records"}
  ${"somebody else's, with a group"}      | ${by(null, ten, ["group admins"])}      | ${ten}                       | ${null}   | ${"first-contact"} | ${null}
  ${"nobody can tell"}                    | ${lost}                                 | ${ten}                       | ${null}   | ${"unknown"}       | ${null}
  ${"nobody can tell, main reverts"}      | ${lost}                                 | ${nobody}                    | ${null}   | ${"unknown"}       | ${null}
`("RECONCILE-1  $case: $kind", ({ running, wants, held, kind, then }) => {
  const step = decide(want(wants, { held }), running, context);
  expect(step).toMatchObject({ kind, key: "form1095b_download" });
  if (step.kind === "write") expect(step).toMatchObject({ direction: then, write: { exposure: wants } });
  if (step.kind === "drift-up") expect(step.write.exposure).toEqual(then);
  if (step.kind === "held") expect(step.why).toEqual(held ?? expect.stringContaining("somebody changed it by hand"));
  if ("write" in step) expect(step.write.expected).toEqual(running.kind === "running" ? running.running : null);
});

it("RECONCILE-2  a new standing of the same exposure is recorded, and a record by another plan", () => {
  const running = reading(runs(ten));
  const record = { kind: "write", direction: "records" };
  expect(decide(want(ten, { standing: "week-check" }), running, context)).toMatchObject(record);
  expect(decide(want(ten, { plan: "other" }), running, context)).toMatchObject(record);
  expect(decide(want(ten), running, { ...context, commit: "another", at: "later" })).toMatchObject({ kind: "in-step" });
});

it("RECONCILE-3  other values are main's to write while nobody touched them, and nobody's while somebody did", () => {
  const blue = { on: "blue", off: "grey" };
  const touched = reading(runs(ten, { variants: { on: false, off: false } }));
  expect(decide(want(ten, { variants: blue }), reading(runs(ten)), context)).toMatchObject({ direction: "raises" });
  expect(decide(want(ten, { variants: blue, held: "x" }), reading(runs(ten)), context)).toMatchObject({ kind: "held" });
  expect(decide(want(ten), touched, context)).toMatchObject({ kind: "unknown" });
  expect(decide(want(nobody), touched, context)).toMatchObject({ kind: "drift-up", write: { exposure: nobody } });
  // Taking exposure down changes no values: they wait for their own step, which asks who let them in.
  const swapped = { on: false, off: true };
  const down = decide(want(nobody, { variants: swapped }), reading(runs(ten)), context);
  expect(down).toMatchObject({ direction: "lowers", write: { exposure: nobody, variants: { on: true, off: false } } });
  expect(decide(want(nobody, { variants: swapped }), reading(runs(nobody)), context)).toMatchObject({
    direction: "raises",
  });
  const wide = reading(runs(ten, { exposure: half }));
  const step = decide(want(ten, { variants: blue }), wide, context);
  expect(step).toMatchObject({ kind: "drift-up", write: { variants: { on: true, off: false } } });
});

it("RECONCILE-17  a new flag gives everybody its off: unless that is false, it is made only as a raise", () => {
  const grey = { on: "blue", off: "grey" };
  const inverse = { on: false, off: true };
  for (const variants of [grey, inverse]) {
    expect(decide(want(nobody, { variants }), reading(null), context)).toMatchObject({ direction: "raises" });
    expect(decide(want(nobody, { variants, held: "x" }), reading(null), context)).toMatchObject({ kind: "held" });
  }
});

it("RECONCILE-4  never raises a percentage whose people another hash selected", () => {
  const other = { ...context, cohort: "flipper-crc32" };
  expect(decide(want(half), reading(runs(ten)), other)).toMatchObject({
    kind: "held",
    why: expect.stringContaining("10 % were selected by flagd-murmur3-v2, and now flipper-crc32 selects them"),
  });
  expect(decide(want(nobody), reading(runs(ten)), other)).toMatchObject({ direction: "lowers" });
  expect(decide(want(half), reading(runs(named)), other)).toMatchObject({ direction: "raises" });
});

function deployment(was: Exposure, more: Partial<Deployment>): Deployment {
  const record = { environment: "production", store: "s", key, plan: "form1095b", standing: "canary", cohort: "h" };
  return { ...record, exposure: recorded(was), commit: "c0ffee", appliedAt: "x", verifiedAt: null, ...more };
}

it("RECONCILE-4b  a percentage that other people see under the same number is nobody's to call in step", () => {
  const salted = (cohort: string) => reading({ ...runs(ten), cohort });
  expect(decide(want(ten), salted("flagd-murmur3-v2/a"), context)).toMatchObject({ kind: "in-step" });
  expect(decide(want(ten), salted("ld-sha1/b"), context)).toMatchObject({
    kind: "unknown",
    why: expect.stringContaining("selected by flagd-murmur3-v2, and now ld-sha1/b selects them"),
  });
  expect(decide(want(half), salted("ld-sha1/b"), context)).toMatchObject({ kind: "held" });
  expect(decide(want(nobody), salted("ld-sha1/b"), context)).toMatchObject({ direction: "lowers" });
});

it("RECONCILE-4d  what a flag adds to its store's hash is held to from when it is recorded", () => {
  const salted = (salt: string) => reading({ ...runs(ten), cohort: `flagd-murmur3-v2/${salt}` });
  const deployed = new Map([[key, deployment(ten, { cohort: "flagd-murmur3-v2/a" })]]);
  expect(decide(want(ten), salted("a"), { ...context, deployed })).toMatchObject({ kind: "in-step" });
  expect(decide(want(ten), salted("b"), { ...context, deployed })).toMatchObject({
    kind: "unknown",
    why: expect.stringContaining("selected by flagd-murmur3-v2/a, and now flagd-murmur3-v2/b"),
  });
  expect(decide(want(half), salted("b"), { ...context, deployed })).toMatchObject({ kind: "held" });
  const other = new Map([[key, deployment(half, { cohort: "flagd-murmur3-v2/a" })]]);
  expect(decide(want(ten), salted("b"), { ...context, deployed: other })).toMatchObject({ kind: "in-step" });
});

it("RECONCILE-4c  a flag that was removed by hand is not made again, a flag of a new store is", () => {
  const gone = reading(null);
  const before = (was: Exposure, plan = "form1095b") => ({
    ...context,
    deployed: new Map([[key, deployment(was, { plan })]]),
  });
  expect(decide(want(ten), gone, context)).toMatchObject({ direction: "raises" });
  const down = { kind: "drift-down", running: null, undone: "c0ffee" };
  expect(decide(want(ten), gone, before(ten))).toMatchObject(down);
  expect(decide(want(ten), gone, before(named))).toMatchObject(down);
  expect(decide(want(ten), gone, before(nobody))).toMatchObject({ direction: "raises" });
  expect(decide(want(ten), gone, before(ten, "another"))).toMatchObject({ direction: "raises" });
  expect(decide(want(nobody), gone, before(ten))).toMatchObject({ direction: "records" });
  expect(decide(want(null), gone, before(ten))).toMatchObject({ kind: "in-step" });
});

it("RECONCILE-5  records what it writes: plan, standing, commit, time, hash, and nobody's id", () => {
  const step = decide(want(exposure(["ada@example.gov"], 10)), reading(null), context);
  if (step.kind !== "write") throw new Error("expected a write");
  const { applied } = step.write;
  expect(applied).toMatchObject({ plan: "form1095b", standing: "canary", ...context });
  expect(applied.exposure).toEqual(recorded(exposure(["ada@example.gov"], 10)));
  expect(JSON.stringify(applied)).not.toContain("ada");
});
