import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TextFile } from "../../scripts/stores/text-file.ts";
import { type CuttingProxy, cuttingProxy } from "../stores/fakes/cutting-proxy.ts";

/** A place on a server, reached through a wire that breaks. */
export interface Wired {
  readonly server: () => string;
  /** What stands in a request that writes, and in no other. */
  readonly marker: string;
  /** A new place, reached at this address, that waits no longer than a second. */
  readonly open: (url: string) => { readonly wired: TextFile; readonly straight: TextFile };
}

/** What a place over a network does where the answer to a write is lost. Call it once per place. */
export function lostAnswersConformance(name: string, { server, marker, open }: Wired): void {
  describe(`lost answers: ${name}`, () => {
    let proxy: CuttingProxy;
    beforeEach(async () => {
      proxy = await cuttingProxy(server(), marker);
    });
    afterEach(() => proxy.close());

    it("LOST-1  the wire carries all else as it is", async () => {
      const { wired } = open(proxy.url);
      expect(await wired.write("one", null)).toBe("written");
      expect(proxy.seen).toBe(1);
    });

    it.each(["after", "silent"] as const)(
      "LOST-2  a write that was made and whose answer is lost (%s) is found out and not made twice",
      async (cut) => {
        const { wired, straight } = open(proxy.url);
        await straight.write("one", null);
        proxy.cut = cut;
        expect(await wired.write("two", "one")).toBe("written");
        expect(await straight.read()).toBe("two");
        expect(proxy.seen).toBe(1);
      },
    );

    it("LOST-3  a write that never arrived is said not to be there, and is not sent again", async () => {
      const { wired, straight } = open(proxy.url);
      await straight.write("one", null);
      proxy.cut = "before";
      await expect(wired.write("two", "one")).rejects.toMatchObject({
        status: "unreachable",
        message: expect.stringContaining("still holds what it did"),
      });
      expect(await straight.read()).toBe("one");
      expect(proxy.seen).toBe(1);
    });

    it("LOST-4  where nobody can tell whether it was made, that is what is said", async () => {
      const { wired, straight } = open(proxy.url);
      await straight.write("one", null);
      proxy.cut = "after";
      proxy.dead = true;
      await expect(wired.write("two", "one")).rejects.toMatchObject({
        status: "unreachable",
        message: expect.stringContaining("is not known: sync again"),
      });
      expect(await straight.read()).toBe("two");
    });

    it("LOST-5  somebody else's text that stands there after a lost answer is theirs", async () => {
      const { wired, straight } = open(proxy.url);
      await straight.write("one", null);
      proxy.cut = "silent";
      const mine = wired.write("two", "one");
      await untilSeen(proxy);
      for (;;) if ((await straight.write("theirs", await straight.read())) === "written") break;
      expect(await mine).toBe("changed");
      expect(await straight.read()).toBe("theirs");
    });
  });
}

async function untilSeen(proxy: CuttingProxy): Promise<void> {
  while (proxy.seen === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 100));
}
