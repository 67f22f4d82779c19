import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { withFreePort } from "./ports.ts";
import { freshFolder, type Service, startProcess } from "./process.ts";

/** An etcd of one member that keeps nothing beyond the test. `url` is its client address and its JSON gateway. */
export async function startEtcd(): Promise<Service> {
  const { dir, remove } = await freshFolder("etcd");
  try {
    const data = join(dir, "data");
    await mkdir(data);
    await chmod(data, 0o700);
    return await withFreePort((port) =>
      withFreePort(async (peers) => {
        const url = `http://127.0.0.1:${port}`;
        const peerUrl = `http://127.0.0.1:${peers}`;
        const args = [
          ["--data-dir", data],
          ["--listen-client-urls", url],
          ["--advertise-client-urls", url],
          ["--listen-peer-urls", peerUrl],
          ["--initial-advertise-peer-urls", peerUrl],
          ["--initial-cluster", `default=${peerUrl}`],
          ["--log-level", "error"],
        ];
        const options = { dir, ready: () => healthy(url) };
        const { pid, stop } = await startProcess("etcd", [...args.flat(), "--unsafe-no-fsync"], options);
        return { url, dir, pid, stop: () => stop().finally(remove) };
      }, aside),
    );
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The peers' port is taken from another worker's hundred, so that the two are never the same. */
const aside = Number(process.env.VITEST_POOL_ID ?? 0) + 30;

async function healthy(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(1000) });
  const said = (await response.json()) as { readonly health?: unknown };
  return said.health === "true";
}
