import { afterEach, expect, it } from "vitest";
import { openApi } from "../../../scripts/stores/unleash/api.ts";
import { answer, dropped } from "../../http/faults.ts";
import { type Scripted, scripted } from "./scripted.ts";

let town: Scripted;
afterEach(() => town.server.close());
const any = (json: unknown) => ({ json });

it("UNLEASH-113  asks below the address it was given, with the token alone, and a body only where there is one", async () => {
  town = await scripted({ ".": { fine: true } });
  const api = openApi({ url: `${town.server.url}unleash/`, token: "T" }, { secrets: () => "s3cr3t" });
  expect(await api.ask("/search/features?limit=1", any)).toEqual({ ok: true, value: { json: { fine: true } } });
  await api.send("PATCH", "/x", [1]);
  expect(town.server.seen).toMatchObject([
    { line: "GET /unleash/api/admin/search/features?limit=1", body: "", headers: { authorization: "s3cr3t" } },
    { line: "PATCH /unleash/api/admin/x", body: "[1]", headers: { "content-type": "application/json" } },
  ]);
});

it("UNLEASH-114  a question is asked again where that helps, what changes something never", async () => {
  town = await scripted({ ".": dropped });
  expect(await town.api.ask("/x", any)).toMatchObject({ ok: false, refusal: { status: "unreachable" } });
  const asked = town.server.seen.length;
  expect(asked).toBeGreaterThan(1);
  await town.api.send("DELETE", "/x");
  expect(town.server.seen.length).toBe(asked + 1);
  await town.server.close();
  town = await scripted({ ".": answer(500, '{"name":"UnknownError"}') });
  await town.api.ask("/x", any);
  expect(town.server.seen, "what it cannot do it answers 500, again and again").toHaveLength(1);
});

it("UNLEASH-115  an answer of something else than Unleash is said to be one", async () => {
  town = await scripted({
    GET: answer(200, '{"hello":1}'),
    POST: answer(200, "<html>", { "content-type": "text/html" }),
  });
  expect(await town.api.ask("/x", () => null)).toMatchObject({
    ok: false,
    refusal: { status: "invalid", why: expect.stringContaining("is the url right?") },
  });
  expect(await town.api.send("POST", "/x")).toMatchObject({ ok: false, refusal: { status: "invalid" } });
});
