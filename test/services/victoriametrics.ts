import { withFreePort } from "./ports.ts";
import { answers, freshFolder, type Service, startProcess } from "./process.ts";

export interface VictoriaMetricsOptions {
  /** OpenMetrics text, as for Prometheus. Samples of the future are dropped in silence: give it a past. */
  readonly backfill?: string;
}

/** A VictoriaMetrics that holds what it was given. Ask it with an explicit `time`. */
export async function startVictoriaMetrics({ backfill }: VictoriaMetricsOptions = {}): Promise<Service> {
  const { dir, remove } = await freshFolder("victoria-metrics");
  try {
    return await withFreePort(async (port) => {
      const url = `http://127.0.0.1:${port}`;
      const args = [
        `-httpListenAddr=127.0.0.1:${port}`,
        `-storageDataPath=${dir}/data`,
        "-retentionPeriod=100y",
        "-search.latencyOffset=0s",
        "-loggerLevel=WARN",
      ];
      const running = await startProcess("victoria-metrics", args, { dir, ready: () => answers(`${url}/health`) });
      const stop = () => running.stop().finally(remove);
      if (backfill !== undefined)
        await fill(url, backfill).catch((error: unknown) => stop().then(() => Promise.reject(error)));
      return { url, dir, pid: running.pid, stop };
    });
  } catch (error) {
    await remove();
    throw error;
  }
}

/** It imports OpenMetrics text, in which times are seconds; a flush makes everything visible to queries. */
async function fill(url: string, openMetrics: string): Promise<void> {
  await send(`${url}/api/v1/import/prometheus`, { method: "POST", body: openMetrics });
  await send(`${url}/internal/force_flush`, {});
}

async function send(url: string, init: RequestInit): Promise<void> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 200)}`);
}
