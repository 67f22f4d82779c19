/** Something that goes wrong with requests it applies to. */
export interface Fault {
  /** `pulls/merge`, `graphql`, `graphql Snapshot` (an operation's name), or none: every request. */
  readonly operation?: string;
  /** Only requests for which this holds. */
  readonly when?: (request: { readonly method: string; readonly path: string; readonly body: unknown }) => boolean;
  /** So many requests it applies to come through before. Default 0. */
  readonly after?: number;
  /** How many requests it meets. Default 1. */
  readonly times?: number;
  readonly does: Failure;
}

export type Failure =
  /** Answers instead of doing it. */
  | Answering<"answer">
  /** Does it, and answers otherwise: a 502 after the write. */
  | Answering<"lie">
  /** Closes the connection: before it was done, or after. */
  | { readonly kind: "drop"; readonly done: boolean }
  /** Answers late, in milliseconds of the real clock. */
  | { readonly kind: "slow"; readonly milliseconds: number }
  /** Calls somebody: before it is done, or after and before the answer. */
  | { readonly kind: "call"; readonly done: boolean; readonly call: () => void | Promise<void> };

interface Answering<K extends string> {
  readonly kind: K;
  readonly status: number;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Faults {
  add(...faults: readonly Fault[]): void;
  clear(): void;
  /** Those that meet this request; asking counts. */
  meeting(operation: string | null, request: { method: string; path: string; body: unknown }): readonly Failure[];
}

export function noFaults(): Faults {
  const all: { readonly fault: Fault; seen: number }[] = [];
  return {
    add: (...faults) => void all.push(...faults.map((fault) => ({ fault, seen: 0 }))),
    clear: () => void all.splice(0),
    meeting(operation, request) {
      const applying = all.filter(
        ({ fault }) => named(fault.operation, operation) && (fault.when === undefined || fault.when(request)),
      );
      return applying
        .filter((one) => {
          const { after = 0, times = 1 } = one.fault;
          one.seen += 1;
          return one.seen > after && one.seen <= after + times;
        })
        .map(({ fault }) => fault.does);
    },
  };
}

const named = (wanted: string | undefined, operation: string | null) =>
  wanted === undefined || wanted === operation || (wanted === "graphql" && operation?.startsWith("graphql") === true);

/** The usual ones, to be given to `faults.add`. */
export const fault = {
  /** Refused with a status before anything was done. */
  answers: (operation: string | undefined, status: number, message = "injected", headers = {}): Fault => ({
    ...(operation === undefined ? {} : { operation }),
    does: { kind: "answer", status, message, headers },
  }),
  /** Done, but answered with a status that says it was not. */
  lies: (operation: string, status = 502): Fault => ({
    operation,
    does: { kind: "lie", status, message: "Bad Gateway" },
  }),
  /** The connection breaks before, or after it was done. */
  drops: (operation: string, done = false): Fault => ({ operation, does: { kind: "drop", done } }),
  /** Too fast: 403 with `retry-after`, in seconds. */
  secondaryLimit: (operation?: string, seconds = 1): Fault =>
    fault.answers(
      operation,
      403,
      "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
      {
        "retry-after": String(seconds),
      },
    ),
  /** From a request on nothing gets through any more: whoever asked has crashed after it. */
  crashAfter: (requests: number): Fault => ({
    after: requests,
    times: Number.POSITIVE_INFINITY,
    does: { kind: "drop", done: false },
  }),
} as const;
