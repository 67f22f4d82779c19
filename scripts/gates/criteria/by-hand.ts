import type { Query } from "../../flag/metric.ts";

/** Whether a person answers the query instead of a provider. */
export const byHand = ({ provider }: Query): boolean => provider === "manual";
