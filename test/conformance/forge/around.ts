import { expect, it } from "vitest";
import type { Hands } from "./world.ts";

/** Issues and teams. */
export function around(hands: () => Hands): void {
  it("FORGE-14  an issue raised twice is one issue, until it is closed", async () => {
    const { forge } = hands();
    const raise = (key: string, title: string) =>
      forge.raiseIssue({ label: "flaghoist-hold", key, title, body: "Errors at 4 %" });
    const first = await raise("a", "a is held");
    const again = await raise("a", "a is still held");
    const other = await raise("b", "b is held");

    expect(again).toEqual({ ...first, title: "a is still held" });
    expect(await forge.issues("flaghoist-hold")).toEqual([again, other]);
    expect(await forge.issues("something-else")).toEqual([]);

    await forge.closeIssue(first.number, "resolved");
    expect(await forge.issues("flaghoist-hold")).toEqual([other]);
    expect((await raise("a", "a is held again")).number).not.toBe(first.number);
  });

  it("FORGE-17  a team is its members, or why we could not ask", async () => {
    const { world, forge } = hands();
    expect(await forge.members(world.team.name)).toEqual({ kind: "members", logins: world.team.logins });
    expect(await forge.members("@example-org/nobody-knows")).toMatchObject({
      kind: "unknown",
      why: expect.stringMatching(/\w/),
    });
  });
}
