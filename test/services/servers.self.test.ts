import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { knownAnswers, valuesAt } from "./known-answers.ts";
import type { Service } from "./process.ts";
import { startPrometheus } from "./prometheus.ts";
import { referenceData } from "./reference-data.ts";
import { requireService } from "./require.ts";
import { startVictoriaMetrics } from "./victoriametrics.ts";

describe.skipIf(!requireService("prometheus"))("Prometheus", () => {
  const server = useServer(() => startPrometheus({ backfill: referenceData() }));

  it.each(knownAnswers)("SERVICE-1  answers as known: $title", async ({ query, prometheus }) => {
    expect(await valuesAt(server().url, query)).toEqual(prometheus);
  });

  it("SERVICE-2  is the version its answers were recorded with", async () => {
    const response = await fetch(`${server().url}/api/v1/status/buildinfo`);
    expect(await response.json()).toMatchObject({ data: { version: expect.stringMatching(/^2\./) } });
  });

  stops(server);
});

describe.skipIf(!requireService("victoria-metrics"))("VictoriaMetrics", () => {
  const server = useServer(() => startVictoriaMetrics({ backfill: referenceData() }));

  it.each(knownAnswers)("SERVICE-1  answers as known: $title", async ({ query, prometheus, victoriaMetrics }) => {
    expect(await valuesAt(server().url, query)).toEqual(victoriaMetrics ?? prometheus);
  });

  stops(server);
});

function useServer(start: () => Promise<Service>): () => Service {
  let service: Service;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());
  return () => service;
}

function stops(server: () => Service): void {
  it("SERVICE-3  stops and leaves no process and no folder", async () => {
    const { pid, dir, url, stop } = server();
    await stop();
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    expect(existsSync(dir)).toBe(false);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });
}
