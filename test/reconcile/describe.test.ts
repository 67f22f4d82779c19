import { expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import type { Reading, Wanted } from "../../scripts/flag/running.ts";
import { decide } from "../../scripts/reconcile/decide.ts";
import { describeStep } from "../../scripts/reconcile/describe.ts";
import { context, reading, runs, want } from "./world.ts";

const ten = exposure(["ada@example.gov"], 10);
const none = reading(null);
const at = (applied: typeof ten | null, more = {}) => reading(runs(applied, more));

it.each<readonly [Wanted, Reading, string]>([
  [want(nobody, { standing: "planned" }), none, "is created, shown to nobody, at planned."],
  [want(ten), at(nobody), "goes from nobody to 1 named actor and 10 % of users at canary."],
  [
    want(nobody, { standing: "planned" }),
    at(ten),
    "goes down from 1 named actor and 10 % of users to nobody at planned.",
  ],
  [want(null), at(everyone), "is removed from the store, last shown to everyone."],
  [
    want(everyone, { standing: "week-check" }),
    at(everyone),
    "is shown to everyone already; that is recorded as week-check.",
  ],
  [want(ten), at(ten), "runs as main says."],
  [
    want(ten),
    at(ten, { exposure: everyone }),
    "was changed by hand: it is shown to everyone, more than main says at canary; it goes down to 1 named actor and 10 % of users.",
  ],
  [
    want(ten),
    at(ten, { exposure: exposure(["sam@example.gov"], 10) }),
    "was changed by hand: it is shown to 1 named actor and 10 % of users, and main does not name 1 of the actors at canary; it goes down to 10 % of users.",
  ],
  [
    want(ten),
    at(ten, { exposure: nobody, foreign: ["state DISABLED"] }),
    "was lowered by hand: it is shown to nobody, beside what no plan wrote (state DISABLED), and main says 1 named actor and 10 % of users at canary; it stays down until form1095b is reverted, or the store is set back by hand.",
  ],
  [
    want(ten),
    at(ten, { exposure: nobody }),
    "was lowered by hand: it is shown to nobody, and main says 1 named actor and 10 % of users at canary; it stays down until form1095b is reverted, or the store is set back by hand.",
  ],
  [
    want(everyone, { held: "reverted from half: 0.02 > 0.01" }),
    at(ten),
    "is held and not raised: reverted from half: 0.02 > 0.01.",
  ],
  [
    want(ten),
    { kind: "unreadable", why: "HTTP 503" },
    "is left alone, because what it shows cannot be told: HTTP 503.",
  ],
  [
    want(ten),
    at(ten, { foreign: ["group admins"] }),
    "is left alone, because what it shows cannot be told: it also holds what no plan wrote (group admins): take that out of the store, or write its people into the plan.",
  ],
  [
    want(ten),
    at(ten, { variants: { on: "yes", off: "no" } }),
    "is left alone, because what it shows cannot be told: the values of its variants were changed by hand: set them back in the store.",
  ],
  [
    want(nobody, { standing: "planned" }),
    at(null, { exposure: everyone }),
    "is left alone, because no write of ours is recorded: it is shown to everyone, and main says nobody at planned; once both say the same it is managed from here.",
  ],
])("RECONCILE-15  %# one plain sentence, and nobody's id", (wanted, running, sentence) => {
  const said = describeStep(decide(wanted, running, context));
  expect(said).toBe(`form1095b_download ${sentence}`);
  expect(said).not.toMatch(/ada@|sam@/);
});
