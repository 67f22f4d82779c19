import type { TextFile } from "../../scripts/stores/text-file.ts";

/** A document nobody has to clean up, with a count of its writes and a hand of somebody else in it. */
export interface TextInMemory extends TextFile {
  text: string | null;
  writes: number;
  reads: number;
  /** Called before each write is compared: what another writer does in between. */
  between: () => void;
}

export function textInMemory(text: string | null, name = "runtime/test.flagd.json"): TextInMemory {
  return {
    name,
    text,
    writes: 0,
    reads: 0,
    between() {},
    async read() {
      this.reads += 1;
      return this.text;
    },
    async write(next, expected) {
      this.between();
      if (this.text !== expected) return "changed";
      this.text = next;
      this.writes += 1;
      return "written";
    },
  };
}
