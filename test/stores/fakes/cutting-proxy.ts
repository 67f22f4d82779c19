import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * What happens to the first request that holds the marker: `before` and `after` cut the connection before it reaches
 * the server or after the server has done it; `silent` lets it be done and swallows the answer.
 */
export type Cut = "none" | "before" | "after" | "silent";

export interface CuttingProxy {
  readonly url: string;
  cut: Cut;
  /** True: from the cut on nobody is let in any more. */
  dead: boolean;
  /** How many requests held the marker. */
  seen: number;
  close(): Promise<void>;
}

/** A wire between a client and a real server that breaks where a test says. */
export async function cuttingProxy(target: string, marker: string): Promise<CuttingProxy> {
  const { protocol, hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let fallen = false;
  const server = createServer((client) => {
    if (fallen && proxy.dead) return client.destroy();
    const upstream = connect(Number(port), hostname);
    let armed: Cut = "none";
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        open.delete(socket);
        (socket === client ? upstream : client).destroy();
      });
    }
    client.on("data", (bytes) => {
      if (bytes.includes(marker)) {
        proxy.seen += 1;
        armed = proxy.cut;
        if (armed !== "none") fallen = true;
        proxy.cut = "none";
        if (armed === "before") return client.destroy();
      }
      return upstream.write(bytes);
    });
    upstream.on("data", async (bytes) => {
      if (armed === "none") return client.write(bytes);
      await sleep(50);
      if (proxy.dead) for (const socket of open) socket.destroy();
      return armed === "after" ? client.destroy() : null;
    });
    return upstream;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const at = typeof address === "object" && address !== null ? address.port : 0;
  const proxy: CuttingProxy = {
    url: `${protocol}//127.0.0.1:${at}`,
    cut: "none",
    dead: false,
    seen: 0,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}
