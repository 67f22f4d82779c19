import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { gatePass } from "../../../scripts/workflows/gate.ts";
import { temporaryFolder } from "../../support/repository.ts";
import { approve, file, planText, town } from "../town.ts";

const testers = planText({ standing: "testers" });

/** Every file below a folder, as one text. */
const everything = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");

it("GIT-HTTP-1  heads are fetched from GitHub with the token, and nothing of it stays on disk", async () => {
  const here = await town();
  const gitUrl = `${here.github.url}/example-org/benefits.git`;
  const token = here.github.tokens.app("flaghoist");
  const folder = temporaryFolder();
  approve(here, here.propose("promote/testers", testers), "rlindqvist");
  const gated = await gatePass(await here.ports({}, { gitUrl, token, folder }));
  expect(gated).toMatchObject([{ merge: { kind: "merged" } }]);
  expect(here.hands.read("main", file)).toContain("standing: testers");
  const left = everything(folder);
  expect(left).not.toContain(token);
  expect(left).not.toContain(Buffer.from(`x-access-token:${token}`).toString("base64"));
});

it.each([
  ["is revoked", (token: { revoked: boolean }) => Object.assign(token, { revoked: true })],
  ["may not read contents", (token: object) => Object.assign(token, { permissions: { pull_requests: "read" } })],
])("GIT-HTTP-2  a token that %s: the pass ends with what to look for, and without the token", async (_, spoil) => {
  const here = await town();
  const number = here.propose("promote/testers", testers);
  approve(here, number, "rlindqvist");
  const good = here.github.tokens.app("flaghoist");
  const bad = { ...here.github.world.tokens.get(good)! };
  here.github.world.tokens.set(good, bad);
  const gitUrl = `${here.github.url}/example-org/benefits.git`;
  // The API took it a moment ago: it ends before the fetch.
  here.github.faults.add({
    operation: "graphql Snapshot",
    does: { kind: "call", done: true, call: () => void spoil(bad) },
  });
  const passing = gatePass(await here.ports({}, { gitUrl, token: good }));
  await expect(passing).rejects.toThrow(/does not take the token to fetch what pull requests change: is it expired/);
  await expect(passing).rejects.not.toThrow(good);
  expect(here.hands.read("main", file)).toContain("standing: planned");
});

it("GIT-HTTP-3  this GitHub asks for a token as GitHub does, and takes no push", async () => {
  const { github } = await town();
  github.repository("example-org/other");
  const good = github.tokens.app("flaghoist");
  const blind = github.tokens.app("flaghoist", { permissions: { pull_requests: "read" } });
  const ask = async (
    password: string | null,
    user = "x-access-token",
    path = "benefits.git/info/refs?service=git-upload-pack",
  ) => {
    const authorization = `basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
    const answer = await fetch(`${github.url}/example-org/${path}`, {
      headers: password === null ? {} : { authorization },
    });
    return `${answer.status} ${answer.headers.get("www-authenticate") ?? ""}`.trim();
  };
  expect(await ask(good)).toBe("200");
  expect(await ask(null)).toBe('401 Basic realm="GitHub"');
  expect(await ask("ghs_nobodys")).toBe('401 Basic realm="GitHub"');
  expect(await ask(good, "git")).toBe('401 Basic realm="GitHub"');
  expect(await ask(blind)).toBe("404");
  expect(await ask(good, "x-access-token", "nowhere.git/info/refs?service=git-upload-pack")).toBe("404");
  expect(await ask(good, "x-access-token", "benefits.git/info/refs?service=git-receive-pack")).toBe("403");
});
