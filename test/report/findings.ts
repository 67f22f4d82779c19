import { local } from "../support/plans.ts";
import { finding } from "./build.ts";

/** What the gates say of canary -> half, each good and bad, in their order. */
export const legal = finding("pass move.legal", "canary to half, one stage up");
export const notHeld = finding("pass hold.none", "never reverted");
export const complete = finding("pass results.complete", "all 4 of canary there");
export const answersMissing = finding("wait results.missing", "2 of 4 results of canary missing: downstream, changes", {
  waitsFor: "downstream, changes of canary",
});
export const windowOpen = finding(
  "pass window.open",
  "it is 2025-03-13 11:00 EDT; the window of half closes 2025-03-14 00:00 EDT",
);
export const windowShut = finding(
  "wait window.not-open",
  "it is 2025-03-12 15:00 EDT; the window of half opens 2025-03-13 00:00 EDT; can begin 2025-03-13 09:00 EDT, in 18 hours",
  { waitsFor: "the window of half", until: local("2025-03-13T09:00") },
);
export const windowOver = finding(
  "fail window.closed",
  "it is 2025-03-14 10:00 EDT; the window of half closed 2025-03-14 00:00 EDT",
);
export const soaked = finding(
  "pass soak.elapsed",
  "stood in canary since 2025-03-12 09:00 EDT; soak of 1 day ended 2025-03-13 09:01 EDT",
);
export const soaking = finding(
  "wait soak.not-elapsed",
  "stood in canary since 2025-03-12 09:00 EDT; soak of 1 day ends 2025-03-13 09:01 EDT, in 18 hours 1 minute",
  { waitsFor: "the soak of canary", until: local("2025-03-13T09:01") },
);
export const inStep = finding(
  "pass running.as-wanted",
  "form1095b_download in flagd runtime/production.flagd.json is shown to 3 named actors and 10 % of users, as main says",
  { about: "form1095b_download in flagd runtime/production.flagd.json" },
);
export const good = finding("pass criteria.met", "0.71 % <= 1 % (14 of 1963); 33 of 1963 would revert", {
  about: "download-errors",
});
export const bad = finding("fail criteria.limit", "2.4 % > 1 % (14 of 583); reverts from 13 of 583", {
  about: "download-errors",
});
export const few = finding("wait criteria.below-min-samples", "112 of 200 events; 0.9 % <= 1 % (1 of 112) so far", {
  about: "download-errors",
  waitsFor: "88 more events, about 5 hours",
});
export const unreachable = finding(
  "error criteria.unavailable",
  "prometheus answered 503 to the query of bad three times in 15 s",
  { about: "download-errors" },
);
export const kept = finding("pass cohort.kept", "nobody loses the flag from canary to half");
export const approved = (discipline: string, by: string) =>
  finding("pass approvals.given", `${discipline}: @${by} approved 1a2b3c4`, { about: discipline });
export const asked = (discipline: string, waitsFor: string) =>
  finding("wait approvals.missing", `${discipline}: nobody has approved 1a2b3c4`, { about: discipline, waitsFor });

export const allApproved = [approved("product", "rlindqvist"), approved("engineering", "tmarsh")];
export const nobodyApproved = [asked("product", "@rlindqvist"), asked("engineering", "@tmarsh or @jwexler")];
export const inOrder = [legal, notHeld, complete, windowOpen, soaked, inStep, good, kept, ...allApproved];
