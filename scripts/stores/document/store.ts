import type { Reading, Write, WriteResult } from "../../flag/running.ts";
import { isThere } from "../judge.ts";
import type { Store } from "../store.ts";
import { DocumentProblem, type TextFile } from "../text-file.ts";
import { compile, type Draft, flagIn, readingOf } from "./compile.ts";
import type { Format, Opened } from "./format.ts";

const attempts = 5;

/**
 * A store that is one document, wherever it lies. A batch of writes publishes one new document or none; flags that no
 * write names keep every character. Reading costs one read and no evaluator.
 */
export function documentStore(format: Format, file: TextFile): Store {
  const open = () => answered(async () => format.open(file.name, await file.read()));
  const readIn = (opened: Opened | Refusal, key: string): Reading =>
    opened.ok ? readingOf(format, flagIn(opened.document.flags, key)) : { kind: "unreadable", why: opened.why };

  return {
    name: `${format.kind} ${file.name}`,
    capabilities: format.capabilities,
    holds: (exposure) => format.holds(exposure),
    async read(keys) {
      const opened = await open();
      return new Map(keys.map((key) => [key, readIn(opened, key)]));
    },
    async keys() {
      const opened = await open();
      return opened.ok ? Object.keys(opened.document.flags) : [];
    },
    async write(writes) {
      if (writes.length === 0) return [];
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const opened = await open();
        if (!opened.ok) return writes.map(({ key }) => ({ key, status: opened.status, detail: opened.why }));
        const draft = await compile(format, opened.document, writes);
        if (draft.text === null)
          return settle(writes, draft, () => ({ status: "unchanged", detail: "nothing to write" }));
        const text = draft.text;
        const published = await answered(
          async () => ({ ok: true, outcome: await file.write(text, opened.document.found) }) as const,
        );
        if (!published.ok) return settle(writes, draft, () => ({ status: published.status, detail: published.why }));
        if (published.outcome === "written") {
          const after = await open();
          const whole = after.ok && after.document.text === text;
          return readBack((key) => readIn(after, key), writes, draft).map((result) => servedIf(whole, result));
        }
      }
      const detail = `${file.name} was changed by somebody else during each of ${attempts} attempts: sync again`;
      return writes.map(({ key }) => ({ key, status: "conflict", detail }));
    },
    async evaluate(asked) {
      const opened = await open();
      if (opened.ok) return format.evaluate(opened.document, asked);
      return new Map([...asked.keys()].map((key) => [key, { kind: "unknown", why: opened.why }]));
    },
  };
}

type Refusal = { readonly ok: false; readonly status: DocumentProblem["status"]; readonly why: string };

/** What the world does becomes an answer; what the code does wrong stays an error. */
async function answered<T>(ask: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DocumentProblem) return { ok: false, status: error.status, why: error.message };
    throw error;
  }
}

type Outcome = { readonly status: Exclude<WriteResult["status"], "rate-limited">; readonly detail: string };

function settle(writes: readonly Write[], draft: Draft, outcome: (write: Write) => Outcome): readonly WriteResult[] {
  return draft.verdicts.map((verdict, index) => {
    const write = writes[index]!;
    return verdict === "go" ? { key: write.key, ...outcome(write) } : verdict;
  });
}

/** The document was proven on the evaluator before it was published; it is that very one which was read back. */
const servedIf = (whole: boolean, result: WriteResult): WriteResult =>
  whole && result.status === "applied" ? { ...result, served: true } : result;

function readBack(readNow: (key: string) => Reading, writes: readonly Write[], draft: Draft): readonly WriteResult[] {
  const made = writes.filter((_, index) => draft.verdicts[index] === "go");
  const last = new Map(made.map((write) => [write.key, write]));
  return settle(writes, draft, ({ key }) =>
    isThere(last.get(key)!, readNow(key))
      ? { status: "applied", detail: "written and read back" }
      : { status: "unverified", detail: "it was written, but what was read back is something else: sync again" },
  );
}
