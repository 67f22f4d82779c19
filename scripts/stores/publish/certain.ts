import { DocumentProblem } from "../text-file.ts";

/** What came of a write; `lost`: no answer came, so that it may have been made. */
export type Sent = "written" | "changed" | { readonly lost: string };

/**
 * What came of a write for certain. Where its answer was lost the place is read again, and what stands there says it;
 * the write is never sent twice.
 */
export async function certain(
  sent: Sent,
  { name, text, expected }: { readonly name: string; readonly text: string; readonly expected: string | null },
  read: () => Promise<string | null>,
): Promise<"written" | "changed"> {
  if (typeof sent === "string") return sent;
  let now: string | null;
  try {
    now = await read();
  } catch (error) {
    if (!(error instanceof DocumentProblem)) throw error;
    throw new DocumentProblem("unreachable", `${sent.lost}. Whether ${name} was written is not known: sync again`);
  }
  if (now === text) return "written";
  if (now !== expected) return "changed";
  throw new DocumentProblem("unreachable", `${sent.lost}. ${name} still holds what it did: sync again`);
}
