/** Text to a pair of streams, with one line of progress that later output replaces. */
export interface Terminal {
  readonly columns: number;
  readonly colour: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly progress: (doing: string) => void;
  readonly clear: () => void;
}

/** The part of a terminal's stream that is used. */
export interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

interface Streams {
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly env: NodeJS.ProcessEnv;
}

/** Progress is shown from the second on, and only where somebody watches. */
const patience = 1000;

export function terminalFor({ stdout, stderr, env }: Streams, clock: () => number = () => performance.now()): Terminal {
  const started = clock();
  const live = stderr.isTTY === true && env.TERM !== "dumb";
  let shown = false;
  const clear = () => {
    if (shown) stderr.write("\r\x1b[2K");
    shown = false;
  };
  const columns = stdout.columns ?? 100;
  return {
    columns,
    colour: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb",
    out: (text) => {
      clear();
      stdout.write(`${text}\n`);
    },
    err: (text) => {
      clear();
      stderr.write(`${text}\n`);
    },
    progress: (doing) => {
      if (!live || clock() - started < patience) return;
      stderr.write(`\r\x1b[2K${doing.slice(0, columns - 4)} ...`);
      shown = true;
    },
    clear,
  };
}
