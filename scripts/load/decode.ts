/** The most a plan or the settings may be: 256 KiB of UTF-8. A thousand times the usual plan. */
export const maxBytes = 256 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true });

export type Decoded =
  | { readonly ok: true; readonly text: string }
  /** What is wrong with the bytes, and the way out; not yet a diagnostic, as there is no place in a text. */
  | { readonly ok: false; readonly why: string };

/** Bytes of a file as text. Refuses what is too large or not UTF-8; a byte order mark is dropped. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > maxBytes) return { ok: false, why: tooLarge(bytes.length) };
  try {
    return { ok: true, text: utf8.decode(bytes) };
  } catch {
    return { ok: false, why: "the file is not UTF-8 text: save it with the encoding UTF-8" };
  }
}

/** Says by how much a file of that many bytes is above the cap. */
export function tooLarge(bytes: number): string {
  return `the file has ${bytes} bytes, more than the ${maxBytes} (256 KiB) a plan may have: move its prose elsewhere and link to it`;
}
