/** What commands print. Readable without colour; everything foreign in it is stripped of what a terminal would obey. */
export { checkText } from "./terminal/check.ts";
export { explainText } from "./terminal/explain.ts";
export { historyText } from "./terminal/history.ts";
export { measureText } from "./terminal/measure.ts";
export { monitorText } from "./terminal/monitor.ts";
export { type Look, paint } from "./terminal/paint.ts";
export { planText } from "./terminal/plan.ts";
export { problemsText } from "./terminal/problems.ts";
export { simulateText } from "./terminal/simulate.ts";
export { statusText } from "./terminal/status.ts";
export { driftText, syncText } from "./terminal/stores.ts";
export { verdictText } from "./terminal/verdict.ts";
