import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { inside } from "../../../scripts/gates/criteria/objective.ts";
import fixture from "../../golden/metric-cases/flagger-providers.json" with { type: "json" };
