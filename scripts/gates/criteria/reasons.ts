/**
 * What a judgement of numbers can say, and what its reader can do about it. The gate's name comes before the code:
 * `criteria.no-data`, `exposure.no-data`.
 */
export const codes = {
  met: { means: "Enough evidence, inside the objective.", cure: "Nothing to do." },
  observed: { means: "The metric is only observed: shown, never blocking.", cure: "Nothing to do." },
  waived: { means: "The plan says why this stage asks nothing.", cure: "Nothing to do." },
  "named-only": { means: "Only named actors see the flag and the stage asks no criterion.", cure: "Nothing to do." },
  "check-in": {
    means: "A check-in that asks no criterion: its answers are the stage's results.",
    cure: "Nothing to do.",
  },
  fresh: { means: "Too early: the stage's first data is not complete yet.", cure: "Wait until the time given." },
  stale: {
    means: "The newest measurement is older than maxAge, or from before the stage was entered.",
    cure: "Measure again; the next scheduled run does.",
  },
  "no-data": {
    means: "The provider has no data: nothing recorded, null, NaN, or no traffic. Never a pass.",
    cure: "Wait for traffic; where there is traffic, try the query with `flaghoist measure`.",
  },
  "no-data-too-long": {
    means: "No data for longer than the metric's onNoData.after.",
    cure: "Find out why nothing is recorded, or change the metric in a pull request of its own.",
  },
  "below-min-samples": {
    means: "Fewer events than minSamples.",
    cure: "Wait for more traffic, or lower minSamples in a pull request of its own.",
  },
  "above-limit": {
    means: "The estimate is outside the objective, but the objective is not shown to be broken.",
    cure: "Wait for more events, or find and mend what fails.",
  },
  "not-shown": {
    means: "The estimate is inside the objective, but the evidence the metric asks for is not there yet.",
    cure: "Wait for more events.",
  },
  "count-open": { means: "The count has not reached its minimum yet.", cure: "Wait for more events." },
  "consecutive-open": {
    means: "The value is outside its objective, but not in enough windows in a row to fail.",
    cure: "Wait for the next windows, or find and mend what is slow or wrong.",
  },
  deadline: {
    means: "The metric's deadline passed without a pass.",
    cure: "Decide: go back, or change the metric or its deadline in a pull request of its own.",
  },
  "no-guardrail": {
    means: "Nothing this stage asks can block it.",
    cure: "Give the stage a guardrail criterion, or say `criteria: none` with a reason.",
  },
  limit: { means: "The objective is shown to be broken.", cure: "Find and mend what fails; then promote again." },
  control: {
    means: "The flag is shown to be worse than the control variant by more than maxRatio.",
    cure: "Find and mend what the flag changed; then promote again.",
  },
  "burn-rate": {
    means: "Both windows of a burn-rate pair spend the error budget too fast.",
    cure: "Find and mend what fails; then promote again.",
  },
  consecutive: {
    means: "The value was outside its objective in every one of the windows the metric asks for.",
    cure: "Find and mend what is slow or wrong; then promote again.",
  },
  drift: {
    means: "The share of users who see the flag is not the planned percent.",
    cure: "Compare the stores and the id that selects users; `flaghoist drift` and `flaghoist explain` show both.",
  },
  "not-measured": {
    means: "Nobody asked for this number.",
    cure: "Run again; where it stays, the metric is not declared in the plan at base.",
  },
  "since-unknown": {
    means: "When the stage began is not known, so no window can be asked about.",
    cure: "Fetch the whole history (`fetch-depth: 0`): the stage began with the commit that set the standing.",
  },
  impossible: {
    means: "The counts cannot be: below zero, or more bad events than events.",
    cure: "Mend the queries: both must count the same events over the same window.",
  },
  config: {
    means: "The metric or its provider is not set up.",
    cure: "Mend the settings or the metric as the message says.",
  },
  auth: { means: "The provider refused our credentials.", cure: "Renew the token the settings name." },
  "not-found": {
    means: "The provider has nothing at this address.",
    cure: "Mend the provider's address in the settings.",
  },
  "bad-query": { means: "The provider refused the query.", cure: "Mend the query; try it with `flaghoist measure`." },
  "rate-limited": { means: "The provider asks us to slow down.", cure: "Wait for the next run, or ask fewer queries." },
  unavailable: {
    means: "The provider answered that it is down.",
    cure: "Wait for the next run; look at the provider.",
  },
  timeout: { means: "The provider did not answer in time.", cure: "Wait for the next run; make the query cheaper." },
  network: { means: "The provider could not be reached.", cure: "Wait for the next run; check address and network." },
  redirect: {
    means: "The provider sent us elsewhere; tokens are not sent along.",
    cure: "Put the final address in the settings.",
  },
  "not-json": {
    means: "The answer is no JSON.",
    cure: "Check the provider's address: a login page answers like this.",
  },
  "bad-shape": {
    means: "The answer's JSON is not the documented one.",
    cure: "Check the provider's kind and version.",
  },
  "too-large": { means: "The answer is too large.", cure: "Ask for one number: aggregate in the query." },
  "not-finite": { means: "The answer is infinite.", cure: "Ask for counts, not for a quotient." },
  "not-a-number": { means: "The answer is no number.", cure: "Ask for one number." },
  "many-series": { means: "The query answers several numbers.", cure: "Aggregate: wrap the query in `sum(...)`." },
  "wrong-type": { means: "The answer is no single number.", cure: "Ask for an instant value, not a range or a text." },
  partial: {
    means: "The provider says its answer is incomplete.",
    cure: "Wait for the next run, or say allowPartial.",
  },
  coverage: {
    means: "The provider's data does not reach back to the window's start.",
    cure: "Ask for a shorter window, or keep data longer.",
  },
} as const satisfies Record<string, { readonly means: string; readonly cure: string }>;

/** A reason code without its gate. */
export type Code = keyof typeof codes;

/** Every reason code of the gates `criteria` and `exposure`, with its meaning and its cure. */
export const criteriaReasons: Readonly<Record<string, { readonly means: string; readonly cure: string }>> =
  Object.fromEntries(
    ["criteria", "exposure"].flatMap((gate) => Object.entries(codes).map(([code, text]) => [`${gate}.${code}`, text])),
  );
