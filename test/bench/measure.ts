import { spawn } from "node:child_process";

/** One whole process: how long it took, and the most memory it held. */
export interface Run {
  readonly seconds: number;
  readonly mebibytes: number;
}

/** Tells the highest resident size on the third descriptor when the process ends. */
const probe = `data:text/javascript,import{writeSync}from"node:fs";process.on("exit",()=>writeSync(3,String(process.resourceUsage().maxRSS)))`;

const secrets = { UAT_ADA_REYES: "User;4711", UAT_SAM_OKAFOR: "User;1907", UAT_LEE_NOVAK: "User;8080" };

/** Runs a Node program from start to end. Any exit but those named fails the benchmark: numbers of a crash are worth nothing. */
export function once(cwd: string, args: readonly string[], exits: readonly number[] = [0]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, ["--import", probe, ...args], {
      cwd,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...secrets },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    let said = "";
    let memory = "";
    const keep = (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-2000);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.stdio[3]?.on("data", (chunk: Buffer) => {
      memory += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      const seconds = (performance.now() - started) / 1000;
      if (code === null || !exits.includes(code)) reject(new Error(`exit ${code} of ${args.join(" ")}:\n${said}`));
      else resolve({ seconds, mebibytes: Number(memory) / 1024 });
    });
  });
}

/** The median of several runs, each after `before`. */
export async function median(times: number, run: () => Promise<Run>, before: () => void = () => {}): Promise<Run> {
  const runs: Run[] = [];
  for (let i = 0; i < times; i++) {
    before();
    runs.push(await run());
  }
  const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
  return {
    seconds: middle(runs.map(({ seconds }) => seconds)),
    mebibytes: middle(runs.map(({ mebibytes }) => mebibytes)),
  };
}
