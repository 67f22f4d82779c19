import type { main } from "../../scripts/cli.ts";

type Streams = Parameters<typeof main>[1];

/** Streams that remember what was written, for a command line in `cwd`. */
export function recorder(cwd: string, env: NodeJS.ProcessEnv = {}) {
  const written = { out: "", err: "" };
  const stream = (name: "out" | "err") => ({
    isTTY: false,
    columns: 100,
    write: (text: string) => {
      written[name] += text;
      return true;
    },
  });
  const streams: Streams = { stdout: stream("out"), stderr: stream("err"), env, cwd };
  return { streams, out: () => written.out, err: () => written.err };
}
