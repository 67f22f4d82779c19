/** One versioned document for each command's `--json`. */
export { checkJson, planJson, validateJson } from "./json/check.ts";
export { explainJson } from "./json/explain.ts";
export { measureJson } from "./json/measure.ts";
export { simulateJson } from "./json/simulate.ts";
export { historyJson, monitorJson, statusJson } from "./json/status.ts";
export { driftJson, syncJson } from "./json/stores.ts";
