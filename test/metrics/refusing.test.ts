import { expect, it } from "vitest";
import { refusingProvider } from "../../scripts/metrics/refusing.ts";
import { questionOf } from "../conformance/provider.ts";

it("REFUSING-1  answers every question with why, and still shows the query", async () => {
  const provider = refusingProvider("prometheus", "provider prometheus: set PROMETHEUS_TOKEN");
  expect(await provider.ask(questionOf("up"))).toEqual({
    kind: "error",
    reason: "config",
    why: "provider prometheus: set PROMETHEUS_TOKEN",
  });
  expect([provider.name, provider.resolve(questionOf("up[{{window}}]"))]).toEqual(["prometheus", "up[3600s]"]);
});
