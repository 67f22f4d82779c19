import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { TextFile } from "../../scripts/stores/text-file.ts";

/** One place for a document, new and empty, and the ways into it that its port does not have. */
export interface Place {
  /** The same place seen by another process: each call a `TextFile` of its own. */
  readonly open: () => TextFile;
  /** Puts bytes there as a stranger would. */
  readonly put: (bytes: Uint8Array) => unknown;
}

export interface PlaceTraits {
  /** The largest text it takes, in bytes; 64 MiB where it says nothing. */
  readonly most?: number | "any";
  /** Makes a text this place holds: where it holds documents of one form only. */
  readonly of?: (text: string) => string;
  /** False where it holds texts and can hold no other bytes. */
  readonly bytes?: boolean;
  /** How often the race is run. */
  readonly races?: number;
}

/** What it means to be a place where a document is published. Call it once per place. */
export function textFileConformance(name: string, fresh: () => Place | Promise<Place>, traits: PlaceTraits = {}): void {
  const { most = 64 * 1_048_576, of = (text) => text, bytes = true, races = 5 } = traits;

  describe(`text file: ${name}`, () => {
    let place: Place;
    let file: TextFile;
    beforeEach(async () => {
      place = await fresh();
      file = place.open();
    });

    it("TEXT-1  has nothing until something is written, and then just that", async () => {
      expect(await file.read()).toBeNull();
      expect(await file.write(of("first"), null)).toBe("written");
      expect(await file.read()).toBe(of("first"));
      expect(await place.open().read()).toBe(of("first"));
      expect(file.name.length).toBeGreaterThan(4);
    });

    it("TEXT-2  replaces what was expected, and nothing else", async () => {
      expect(await file.write(of("ours"), of("theirs"))).toBe("changed");
      expect(await file.read()).toBeNull();
      await file.write(of("first"), null);
      expect(await file.write(of("second"), null)).toBe("changed");
      expect(await file.write(of("second"), of("older"))).toBe("changed");
      expect(await file.read()).toBe(of("first"));
      expect(await file.write(of("second"), of("first"))).toBe("written");
      expect(await file.read()).toBe(of("second"));
    });

    it("TEXT-3  gives any text back character by character", async () => {
      const odd = ["", " ", "\n", "{\r\n\t}", "é🙂\u2028\u0000", "用户-1", "-----", '{"a":"\\ud83d"}'];
      let before = await file.read();
      const keeps = async (text: string) => {
        expect(await file.write(of(text), before)).toBe("written");
        expect(await file.read()).toBe(of(text));
        before = of(text);
      };
      for (const [turn, text] of odd.entries()) await keeps(`${turn}${text}`);
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
          if (of(text) !== before) await keeps(text);
        }),
        { numRuns: 15 },
      );
    });

    it("TEXT-4  holds a large text whole, and refuses a larger one with nothing written", async () => {
      const size = most === "any" ? 5_000_000 : Math.min(5_000_000, most - 1000);
      const large = of("é".repeat(Math.floor(size / 2.2)));
      expect(await file.write(large, null)).toBe("written");
      expect((await file.read()) === large).toBe(true);
      if (most === "any") return;
      const over = of("x".repeat(most + 1));
      await expect(place.open().write(over, large)).rejects.toMatchObject({
        name: "DocumentProblem",
        status: "invalid",
        message: expect.stringMatching(/has \d+ bytes, more than .*split it/),
      });
      expect((await file.read()) === large).toBe(true);
    }, 60_000);

    it("TEXT-5  of writers at once over the same text exactly one wins, and its text stands", async () => {
      let before: string | null = null;
      for (let race = 0; race < races; race += 1) {
        const texts = Array.from({ length: 4 }, (_, writer) => of(`race ${race} writer ${writer}`));
        const outcomes = await Promise.all(texts.map((text) => place.open().write(text, before)));
        expect(outcomes.filter((outcome) => outcome === "written")).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome === "changed")).toHaveLength(3);
        before = texts[outcomes.indexOf("written")]!;
        expect(await file.read()).toBe(before);
      }
    }, 60_000);

    it("TEXT-6  writers who try again until they are heard lose nothing of each other's", async () => {
      const lines = Array.from({ length: 6 }, (_, writer) => `line ${writer}`);
      await file.write(of(""), null);
      const said = (text: string | null) => lines.filter((line) => text!.includes(line));
      await Promise.all(
        lines.map(async (line) => {
          const mine = place.open();
          for (;;) {
            const before = await mine.read();
            if ((await mine.write(of([...said(before), line].join(", ")), before)) === "written") return;
          }
        }),
      );
      expect(said(await file.read())).toEqual(lines);
    }, 60_000);

    if (!bytes) return;

    it("TEXT-7  bytes that are no text are said to be none, and are not written over", async () => {
      await place.put(Buffer.from([0x7b, 0xff, 0x7d]));
      const refused = { name: "DocumentProblem", status: "invalid", message: expect.stringMatching(/utf-?8/i) };
      await expect(file.read()).rejects.toMatchObject(refused);
      await expect(file.write(of("ours"), null)).rejects.toMatchObject(refused);
      await expect(file.write(of("ours"), "{\uFFFD}")).rejects.toMatchObject(refused);
    });

    it("TEXT-8  a byte order mark makes another text", async () => {
      const marked = `\uFEFF${of("marked")}`;
      await place.put(Buffer.from(marked));
      const refused = (error: Error) => (error.name === "DocumentProblem" ? "refused" : expect.fail(error.message));
      expect(await file.write(of("next"), of("marked")).catch(refused)).toMatch(/^(changed|refused)$/);
    });
  });
}
