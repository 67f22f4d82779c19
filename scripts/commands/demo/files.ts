/** The seed's plan as the demo releases it: a real plan of a team, its people invented. */
export const plan = `# yaml-language-server: $schema=../schemas/release-plan.schema.json
title: 1095-B MVP
owner: "@rlindqvist"
standing: planned # planned | a stage below | retired. A promotion changes this one line
timezone: America/New_York

flags:
  form1095b_download:
    description: Veterans can download their 1095-B from VA.gov

validation: # all done before the plan leaves planned
  - { done: true, text: Follow best practices for QA }
  - { done: true, text: Validate in staging as far as staging mimics production }
  - { done: true, text: Make sure downstream systems are ready }
  - { done: true, text: "Go/no-go meeting, signed off by each discipline" }

approvals: [product, engineering, octo] # one review of each

rollback:
  text: If there is a spike in errors or unexpected behavior, disable the flag for all users.
  watchers: ["@rlindqvist", "@tmarsh"]

metrics:
  download-errors:
    title: Percentage of download errors
    kind: ratio
    objective: { max: 0.01 } # inclusive
    bad: { provider: counts, query: download_errors }
    total: { provider: counts, query: downloads }
    minSamples: 200 # needed to promote, never to revert
    unit: actor
    onFail: revert
  download-clicks:
    title: Number of download clicks
    kind: count
    objective: { min: 500 }
    value: { provider: counts, query: downloads }
    onFail: hold

stages:
  - name: uat
    title: "Phase I: moderated production testing"
    exposure:
      actors:
        - { name: Ada Reyes, id: { secret: UAT_ADA_REYES } }
        - { name: Sam Okafor, id: { secret: UAT_SAM_OKAFOR } }
        - { name: Lee Novak, id: { secret: UAT_LEE_NOVAK } }
    confirms: [They can see their 1095-B]
    soak: PT4H
    results: { uniqueUsers: ~, bugsFound: ~, bugsFixed: ~, downstream: ~ }
  - name: canary
    title: "Stage A: canary"
    exposure: { percent: 10 } # the people named before stay: exposure only adds up
    window: { opens: 2025-03-12, closes: 2025-03-12 }
    soak: P1D
    expected: { uniqueUsers: 1200 }
    results: { uniqueUsers: ~, downstream: ~, errorTypes: ~ }
  - name: half
    title: "Stage B: 50 % of users"
    exposure: { percent: 50 }
    window: { opens: 2025-03-13, closes: 2025-03-13 }
    soak: P1D
    expected: { uniqueUsers: 6000 }
    results: { uniqueUsers: ~, downstream: ~, errorTypes: ~ }
  - name: full
    title: "Stage C: everyone"
    exposure: { percent: 100 }
    window: { opens: 2025-03-14, closes: 2025-03-14 }
    soak: P7D
    expected: { uniqueUsers: 12000 }
    results: { uniqueUsers: ~, downstream: ~, errorTypes: ~ }
  - name: week-check
    title: 1-week results
    soak: P23D
    results: { handlingIssues: ~, errorTypes: ~, changes: ~ }
  - name: month-check
    title: 1-month results
    criteria: [download-errors]
    results: { handlingIssues: ~, errorTypes: ~, changes: ~ }

cleanup: # all done before retired
  - { done: false, text: Remove form1095b_download from the code }

reverts: []
`;

export const settings = `# yaml-language-server: $schema=../schemas/settings.schema.json
environments:
  production:
    stores: [{ kind: flagd, file: runtime/production.flagd.json }]
    propagation: PT60S

providers:
  counts: { kind: recorded, file: runtime/counts.csv }

disciplines:
  product: ["@rlindqvist"]
  engineering: ["@tmarsh", "@jwexler"]
  octo: ["@pvandermeer"]

policy:
  firstPercentAtMost: 25
  soakAtLeast: PT4H
  requireCriteriaFrom: 1
  disciplines: [engineering]
  distinctApprovers: true

hours: { days: [Mon, Tue, Wed, Thu, Fri], from: "09:00", until: "16:00" }
merge: { automatic: true, method: squash }
`;

/** Application code that asks for the flag, until the clean-up takes it out. */
export const applicationCode = `export async function downloadLink(client, veteran) {
  const shown = await client.getBooleanValue("form1095b_download", false, { targetingKey: veteran.id });
  return shown ? "/records/1095-b.pdf" : null;
}
`;

export const cleanedCode = `export async function downloadLink() {
  return "/records/1095-b.pdf";
}
`;

/** Ids of the named people: personal data, so they are secrets and never in git. */
export const secrets: Readonly<Record<string, string>> = {
  UAT_ADA_REYES: "User;4711",
  UAT_SAM_OKAFOR: "User;1907",
  UAT_LEE_NOVAK: "User;8080",
};
