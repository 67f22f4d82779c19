import { DocumentProblem } from "../text-file.ts";

/** Most bytes of a document that is read or written anywhere. */
export const largest = 64 * 1024 * 1024;

/** Refuses a text before anything is sent; `whose` says who would refuse it afterwards. */
export function fits(text: string, name: string, most = largest, whose = "this tool reads"): void {
  const bytes = Buffer.byteLength(text, "utf8");
  if (bytes <= most) return;
  throw new DocumentProblem(
    "invalid",
    `${name}: the document has ${bytes} bytes, more than the ${most} that ${whose}, so nothing was written: split it by flag set`,
  );
}

/** Bytes of somebody else as text, kept with a byte order mark; what is not UTF-8 is nobody's document. */
export function textOf(bytes: Uint8Array, name: string): string {
  if (bytes.byteLength > largest) throw tooLarge(name, bytes.byteLength);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new DocumentProblem("invalid", `${name} is not UTF-8 text: put the last good document there by hand`);
  }
}

export function tooLarge(name: string, bytes: number): DocumentProblem {
  return new DocumentProblem("invalid", `${name} has ${bytes} bytes, more than ${largest}: split it by flag set`);
}
