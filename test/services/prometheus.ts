import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { withFreePort } from "./ports.ts";
import { answers, freshFolder, type Service, startProcess } from "./process.ts";

export interface PrometheusOptions {
  /** OpenMetrics text, written into the store before the server starts; so every run answers the same. */
  readonly backfill?: string;
  /** Counts from the newest sample, not from today. */
  readonly retention?: string;
}

/** A Prometheus that scrapes nothing and holds what it was given. Ask it with an explicit `time`. */
export async function startPrometheus({ backfill, retention = "100y" }: PrometheusOptions = {}): Promise<Service> {
  const { dir, remove } = await freshFolder("prometheus");
  try {
    await writeFile(join(dir, "prometheus.yml"), "global: { scrape_interval: 15s }\n");
    if (backfill !== undefined) await writeBlocks(dir, backfill);
    return await withFreePort(async (port) => {
      const url = `http://127.0.0.1:${port}`;
      const args = [
        `--config.file=${join(dir, "prometheus.yml")}`,
        `--storage.tsdb.path=${join(dir, "data")}`,
        `--web.listen-address=127.0.0.1:${port}`,
        `--storage.tsdb.retention.time=${retention}`,
        "--log.level=warn",
      ];
      const { pid, stop } = await startProcess("prometheus", args, { dir, ready: () => answers(`${url}/-/ready`) });
      return { url, dir, pid, stop: () => stop().finally(remove) };
    });
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Blocks of a day: promtool takes six times as long with its default of two hours. */
async function writeBlocks(dir: string, openMetrics: string): Promise<void> {
  const input = join(dir, "backfill.om");
  await writeFile(input, openMetrics);
  const args = [
    "tsdb",
    "create-blocks-from",
    "openmetrics",
    "-q",
    "--max-block-duration=24h",
    input,
    join(dir, "data"),
  ];
  await promisify(execFile)("promtool", args);
}
