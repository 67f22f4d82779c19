import { once } from "node:events";
import { connect } from "node:net";
import { withFreePort } from "./ports.ts";
import { freshFolder, type Service, startProcess } from "./process.ts";

/** A Redis of its own that keeps nothing on disk. With `password`, `default` needs it. `url` holds no credentials. */
export async function startRedis({ password = "" }: { readonly password?: string } = {}): Promise<Service> {
  const { dir, remove } = await freshFolder("redis");
  try {
    return await withFreePort(async (port) => {
      const args = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", dir];
      const locked = password === "" ? [] : ["--requirepass", password];
      const { pid, stop } = await startProcess("redis-server", [...args, ...locked], { dir, ready: () => pongs(port) });
      return { url: `redis://127.0.0.1:${port}`, dir, pid, stop: () => stop().finally(remove) };
    });
  } catch (error) {
    await remove();
    throw error;
  }
}

/** True where a Redis answers: PONG, or that it wants a password. */
async function pongs(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    socket.write("PING\r\n");
    const [answer] = await once(socket, "data");
    return /^(\+PONG|-NOAUTH)/.test(String(answer));
  } finally {
    socket.destroy();
  }
}
