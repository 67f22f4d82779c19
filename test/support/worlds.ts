import fc from "fast-check";
import { exposure, nobody } from "../../scripts/flag/exposure.ts";
import type { Reading } from "../../scripts/flag/running.ts";
import type { Evidence, Subject } from "../../scripts/gates/gate.ts";
import {
  at,
  base,
  commit,
  evidence,
  head,
  measurement,
  now,
  pullRequest,
  pushedAt,
  running,
  since,
  store,
  subject,
} from "./evidence.ts";
import { plan, settings } from "./plans.ts";

const opinions = ["approved", "approved", "approved", "changes-requested", "commented", "dismissed"] as const;

export const reviewLists = fc.array(
  fc.record({
    id: fc.nat(99).map(String),
    by: fc.constantFrom("rlindqvist", "tmarsh", "jwexler", "pvandermeer", "Tmarsh", "outsider"),
    bot: fc.constant(false),
    opinion: fc.constantFrom(...opinions),
    at: fc.integer({ min: -5, max: 90 }).map((minutes) => pushedAt.plus({ minutes })),
    commit: fc.constantFrom(commit, commit, commit, "def4567890", null),
    edited: fc.constantFrom(false, false, false, true),
  }),
  { maxLength: 8 },
);

const canary = at(base, "canary");
const readings: readonly Reading[] = [
  { kind: "running", running: running(canary) },
  { kind: "running", running: running(canary, { applied: null }) },
  { kind: "running", running: running(exposure(canary.actors, 30)) },
  { kind: "running", running: running(nobody, { foreign: ["group admins"] }) },
  { kind: "absent" },
  { kind: "unreadable", why: "HTTP 503" },
];

/** Mostly good: one flaw in five, so that every outcome comes up. */
const mostly = <T>(good: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const good = pullRequest();
const other = () => store({ store: "memory n" });
const { entitled } = evidence();

/** What the world may say while a plan climbs. */
export const worlds: fc.Arbitrary<Evidence> = fc.record({
  now: mostly(now, now.minus({ hours: 2 }), now.plus({ days: 3 })),
  since: mostly<Evidence["since"]>(since, null, now),
  measurements: mostly([measurement(0, 1000)], [measurement(500, 1000)], [measurement(0, 3)], []),
  stores: mostly<Evidence["stores"]>(
    [store(), other()],
    ...readings.map((reading) => [store({ reading }), other()]),
    [store({ cohort: "h2" }), other()],
    [store()],
    [],
  ),
  pullRequest: fc
    .record({
      reviews: fc.oneof(fc.constant(good.reviews), reviewLists),
      pushedAt: mostly<typeof good.pushedAt>(pushedAt, null),
      pushers: mostly<readonly string[]>([], ["tmarsh"]),
      draft: mostly(false, true),
    })
    .map((parts) => pullRequest(parts)),
  entitled: mostly<Evidence["entitled"]>(entitled, { ...entitled, octo: { kind: "unknown", why: "HTTP 404" } }),
  holds: mostly<readonly string[]>([], ["hold"]),
  references: mostly<Evidence["references"]>([], ["src/download.ts:14"], null),
});

const cleaned = { cleanup: [{ done: true, text: "Remove it from the code" }] };

const [production] = settings.environments;
const stores = [...production!.stores, { kind: "memory", name: "n" } as const];
const twoStores = { ...settings, environments: [{ ...production!, stores }] };

/** Every kind of move that asks something of the world, where flags live in two stores. */
export const subjects: fc.Arbitrary<Subject> = fc
  .constantFrom(
    subject(base, head),
    subject(base, head),
    subject(plan(), plan({ standing: "uat" })),
    subject(plan({ standing: "month-check", ...cleaned }), plan({ standing: "retired", ...cleaned })),
    subject(base, { ...base, owner: "@tmarsh" }),
    subject(null, plan()),
  )
  .map((one) => ({ ...one, settings: twoStores }));
