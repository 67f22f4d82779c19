import { spawn } from "node:child_process";

export interface Ended {
  readonly code: number;
  readonly log: string;
}

export interface Running {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** No step of a test takes longer than this, in milliseconds. */
const longest = 60_000;

/** Runs a process to its end, or until it is cancelled; what it prints is one log. */
export function run({ command, args, folder, environment, signal }: Running): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let log = "";
    const collect = (chunk: Buffer) => {
      log += chunk.toString("utf8");
    };
    const stop = () => {
      try {
        process.kill(-child.pid!, "SIGKILL");
      } catch {
        child.kill("SIGKILL"); // it had ended
      }
    };
    const timer = setTimeout(() => {
      log += `\nstopped after ${longest / 1000} s\n`;
      stop();
    }, longest);
    signal.addEventListener("abort", stop, { once: true });
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => collect(Buffer.from(String(error))));
    child.on("close", (code) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      resolve({ code: code ?? 1, log });
    });
  });
}
