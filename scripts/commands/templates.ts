import { stringify } from "../load/text.ts";

interface Blanks {
  readonly title: string;
  readonly owner: string;
  readonly flag: string;
  readonly approvals: readonly string[];
}

/** A release plan that loads as it is: the usual ladder, with every place a team must decide said in a comment. */
export function planTemplate({ title, owner, flag, approvals }: Blanks): string {
  return `# yaml-language-server: $schema=../schemas/release-plan.schema.json
title: ${stringify(title)}
owner: ${stringify(owner)} # first to be asked when something is wrong
standing: planned # planned | a stage below | retired. A promotion changes this one line
timezone: America/New_York # dates and hours below are read in it

flags:
  ${stringify(flag)}:
    description: What a person sees when it is on

validation: # all done before the plan leaves planned
  - { done: false, text: Tested in staging }
  - { done: false, text: Go/no-go meeting held }

approvals: ${stringify(approvals)} # one review of each; the settings say who may speak for them

rollback:
  text: What to do beside taking the flag down, and whom to tell.
  watchers: [${stringify(owner)}]

metrics:
  error-rate:
    title: Share of requests that fail
    kind: ratio
    objective: { max: 0.01 } # inclusive
    bad: { provider: prometheus, query: 'sum(increase(my_errors_total{variant="on"}[{{window}}])) or vector(0)' }
    total: { provider: prometheus, query: 'sum(increase(my_requests_total{variant="on"}[{{window}}]))' }
    minSamples: 200 # needed to promote, never to revert
    unit: actor
    onFail: revert

stages:
  - name: testers
    exposure: { actors: [{ name: First tester, id: { secret: TESTER_1 } }] }
    soak: P1D
    results: { uniqueUsers: ~, bugsFound: ~, bugsFixed: ~, changes: ~ }
  - name: canary
    exposure: { percent: 10 } # the testers stay: exposure only adds up
    soak: P1D
    results: { uniqueUsers: ~, downstream: ~, errorTypes: ~, changes: ~ }
  - name: half
    exposure: { percent: 50 }
    soak: P1D
    results: { uniqueUsers: ~, downstream: ~, errorTypes: ~, changes: ~ }
  - name: full
    exposure: { percent: 100 }
    soak: P7D
    results: { uniqueUsers: ~, downstream: ~, errorTypes: ~, changes: ~ }
  - name: week-check
    soak: P23D
    results: { handlingIssues: ~, errorTypes: ~, changes: ~ }
  - name: month-check
    results: { handlingIssues: ~, errorTypes: ~, changes: ~ }

cleanup: # all done before retired
  - { done: false, text: ${stringify(`Remove ${flag} from the code`)} }

reverts: []
`;
}

export const settingsTemplate = `# yaml-language-server: $schema=../schemas/settings.schema.json
environments: # in the order plans climb them
  production:
    stores: [{ kind: flagd, file: runtime/production.flagd.json }]
    propagation: PT60S # until every process has seen a write

providers:
  prometheus: { kind: prometheus, url: "http://127.0.0.1:9090" }

disciplines: # who may speak for each: GitHub users or @org/team
  engineering: ["@you"]

policy: # guardrails no plan can loosen
  firstPercentAtMost: 25
  soakAtLeast: PT4H
  requireCriteriaFrom: 1
  disciplines: [engineering]
  distinctApprovers: true

hours: { days: [Mon, Tue, Wed, Thu, Fri], from: "09:00", until: "16:00" }
freezes: []
merge: { automatic: true, method: squash }
`;
