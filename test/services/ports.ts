import { createServer } from "node:net";

/**
 * Runs `use` with a port of 127.0.0.1 that was free a moment ago. Each test worker has 200 ports of its own from 20000
 * up, below the range from which the kernel takes outgoing ports. Where somebody else was quicker, the next port is tried.
 */
export async function withFreePort<T>(use: (port: number) => Promise<T>, worker = workerNumber()): Promise<T> {
  const first = 20_000 + 200 * (worker % 60);
  const begin = process.pid % 200;
  let lost: unknown = null;
  for (let step = 0; step < 200; step += 1) {
    const port = first + ((begin + step) % 200);
    if (!(await isFree(port))) continue;
    try {
      return await use(port);
    } catch (error) {
      if (!/address already in use|EADDRINUSE/.test(String(error))) throw error;
      lost = error;
    }
  }
  throw new Error(`no port from ${first} to ${first + 199} is free on 127.0.0.1`, { cause: lost });
}

/** True where nobody listens on the port of 127.0.0.1. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** vitest numbers its workers from 1. */
function workerNumber(): number {
  return Number(process.env.VITEST_POOL_ID ?? 0);
}
