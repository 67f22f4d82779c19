import { startPrometheus } from "../services/prometheus.ts";
import { requireService } from "../services/require.ts";
import { healthyCounts, livePlans, lookedAt } from "./live-plans.ts";
import { once, type Run } from "./measure.ts";

/** One pass of the monitor over live plans with three criteria each, against a real Prometheus on this machine. */
export interface Pass {
  readonly run: Run;
  /** Queries that Prometheus answered during the pass. */
  readonly requests: number;
}

/** Null where this machine has no Prometheus. */
export async function monitorPasses(program: string, size: number, times: number): Promise<readonly Pass[] | null> {
  if (!requireService("prometheus")) return null;
  const server = await startPrometheus({ backfill: healthyCounts(size) });
  const { root, remove } = livePlans(size, server.url);
  try {
    await once(root, [program, "sync", "--now", lookedAt]);
    const passes: Pass[] = [];
    for (let i = 0; i < times; i++) {
      const before = await answered(server.url);
      const run = await once(root, [program, "monitor", "--now", lookedAt]);
      passes.push({ run, requests: (await answered(server.url)) - before });
    }
    return passes;
  } finally {
    remove();
    await server.stop();
  }
}

/** Queries answered with success since the server started, by its own count. */
async function answered(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(5000) })).text();
  const [, count] = /^prometheus_http_requests_total\{code="200",handler="\/api\/v1\/query"\} (\S+)$/m.exec(text) ?? [];
  return Number(count ?? 0);
}
