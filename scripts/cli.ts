import { DateTime } from "luxon";
import { type Command, exit, Failure, UsageError, type World } from "./commands/command.ts";
import { commands } from "./commands/commands.ts";
import { openPorts } from "./commands/ports.ts";
import { type Stream, terminalFor } from "./commands/terminal.ts";
import { didYouMean } from "./load/nearest.ts";
import { Unreadable } from "./workflows/read.ts";

/** Composition root of the command line: argv, clock, environment and streams to a `World`, a command, an exit status. */
export async function main(argv: readonly string[], streams: Streams): Promise<number> {
  const { global, rest, name } = split(argv);
  const terminal = terminalFor(streams);
  try {
    if (name === null || name === "help") return await help(streams, rest[0] ?? null);
    const load = commands[name];
    if (load === undefined) {
      const meant = didYouMean(name, Object.keys(commands));
      throw new UsageError(
        `there is no command "${name}"; ${meant || `commands are ${Object.keys(commands).join(", ")}`}`,
      );
    }
    const command = await load();
    if (global.help) {
      streams.stdout.write(`${usageOf(command)}\n`);
      return exit.ok;
    }
    const world = worldOf(global, streams, terminal);
    if (world.simulated && !world.json)
      world.err(`simulated: it is ${world.now.toISO({ suppressMilliseconds: true })}`);
    const status = await command.run(world, rest);
    terminal.clear();
    return status;
  } catch (error) {
    terminal.clear();
    return sayError(error, name, global.json, streams);
  }
}

interface Streams {
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

interface Global {
  readonly json: boolean;
  readonly help: boolean;
  readonly now: string | null;
  readonly root: string | null;
  readonly base: string | null;
}

/** Global options may stand anywhere; all else is the command's. */
function split(argv: readonly string[]) {
  const rest: string[] = [];
  const values: Record<"now" | "root" | "base", string | null> = { now: null, root: null, base: null };
  const flags = { json: false, help: false };
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    const [, option, , inline] = /^--(now|root|base)(=(.*))?$/.exec(word) ?? [];
    if (option === "now" || option === "root" || option === "base") values[option] = inline ?? argv[++i] ?? "";
    else if (word === "--json") flags.json = true;
    else if (word === "--help" || word === "-h") flags.help = true;
    else rest.push(word);
  }
  const [name, ...words] = rest;
  const global: Global = { ...flags, ...values };
  if (name === undefined && flags.help) return { global, rest: [], name: null };
  return { global, rest: words, name: name ?? null };
}

function worldOf(global: Global, streams: Streams, terminal: ReturnType<typeof terminalFor>): World {
  const root = global.root ?? streams.cwd;
  const now = global.now === null ? DateTime.utc() : DateTime.fromISO(global.now, { zone: "utc" });
  if (!now.isValid) throw new UsageError(`--now ${global.now} is no time: write it like 2025-03-12T15:00:00Z`);
  const world = {
    out: terminal.out,
    err: terminal.err,
    progress: terminal.progress,
    now,
    simulated: global.now !== null,
    root,
    terminal: { columns: terminal.columns, colour: terminal.colour },
    json: global.json,
    base: global.base,
  };
  const secrets = (name: string) => streams.env[name];
  return { ...world, ports: (reach) => openPorts({ ...world, secrets, reach }) };
}

async function help(streams: Streams, name: string | null): Promise<number> {
  const one = name === null ? undefined : commands[name];
  if (one !== undefined) {
    streams.stdout.write(`${usageOf(await one())}\n`);
    return exit.ok;
  }
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const width = Math.max(...all.map(({ name }) => name.length));
  const lines = all.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  streams.stdout.write(
    `Raise a feature flag one reviewed step at a time.\n\nflaghoist <command> [options]\n\n${lines.join("\n")}\n\n${globals}\n`,
  );
  return exit.ok;
}

const globals = `Options of every command
  --json       one versioned JSON document instead of text
  --base REF   the branch whose plans are the truth (default: main, or master)
  --root DIR   the repository (default: this folder)
  --now ISO    judge as if it were then; the output says "simulated"
  --help       what a command does, with examples

Exit status: 0 ok or Go, 1 problems or No-go, 2 usage, 3 Cannot tell or failure, 4 Not yet`;

const usageOf = ({ summary, usage }: Command) => `${summary}\n\n${usage}\n\n${globals}`;

function sayError(error: unknown, name: string | null, json: boolean, { stdout, stderr, env }: Streams): number {
  const status = error instanceof UsageError ? exit.usage : exit.failure;
  const message = error instanceof Error ? error.message : String(error);
  if (json)
    stdout.write(`${JSON.stringify({ version: 1, error: { kind: status === 2 ? "usage" : "failure", message } })}\n`);
  else if (error instanceof UsageError)
    stderr.write(
      `flaghoist: ${message}\n  see: flaghoist ${name !== null && name in commands ? `${name} ` : ""}--help\n`,
    );
  else stderr.write(`flaghoist: ${message}\n`);
  if (error instanceof Unreadable || error instanceof Failure || error instanceof UsageError) return status;
  if (env.FLAGHOIST_DEBUG && error instanceof Error) stderr.write(`${error.stack}\n`);
  return status;
}

/** The program: run with what the process has, and let the process end by itself so that no output is cut. */
export async function run(): Promise<void> {
  const { stdout, stderr, env, argv } = process;
  process.exitCode = await main(argv.slice(2), { stdout, stderr, env, cwd: process.cwd() });
}
