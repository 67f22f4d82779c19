import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Git, RunOptions } from "../../../scripts/forge/git/run.ts";
import { gitIn } from "../../../scripts/forge/git/run.ts";
import { fetchRefs, ownRepository } from "../../../scripts/forge/github/fetch.ts";
import { headsOf } from "../../../scripts/forge/github/heads.ts";
import { temporaryFolder, testRepository } from "../../support/repository.ts";

it("FETCH-1  the token is in the environment of one command, never in its arguments, and only for that host", async () => {
  const ran: { readonly args: readonly string[]; readonly options: RunOptions }[] = [];
  const git: Git = {
    ...gitIn(temporaryFolder()),
    run: async (command, args, options = {}) => {
      ran.push({ args: [command, ...args], options });
      return { code: 0, out: Buffer.alloc(0), said: "" };
    },
  };
  const remote = { url: "https://github.com/example-org/benefits.git", token: "ghs_secret", seconds: 5 };
  await fetchRefs(git, remote, [{ from: "refs/pull/1/head", to: "refs/flaghoist/pulls/1" }]);
  const [{ args, options }] = ran as [(typeof ran)[number]];
  const secret = Buffer.from("x-access-token:ghs_secret").toString("base64");
  expect(args.join(" ")).not.toMatch(/ghs_secret|AUTHORIZATION/);
  expect(args.join(" ")).not.toContain(secret);
  const environment = Object.values(options.environment ?? {});
  expect(environment).toContain(`AUTHORIZATION: basic ${secret}`);
  expect(environment).toContain("http.https://github.com/example-org/benefits.git.extraHeader");
  expect(environment.join(" ")).toContain("http.followRedirects false");
});

it("FETCH-2  heads come as objects: no file, hook, ref or setting of the checkout changes, and what is large stays away", async () => {
  const hub = testRepository();
  hub.git("config", "uploadpack.allowFilter", "true");
  const base = hub.commit({ "flags/a.yaml": "standing: planned\n", "README.md": "1\n" });
  const checkout = testRepository();
  checkout.git("fetch", "--quiet", hub.root, "main");
  checkout.git("reset", "--quiet", "--hard", "FETCH_HEAD");
  const before = [checkout.git("for-each-ref"), readFileSync(join(checkout.root, ".git/config"), "utf8")];
  const head = hub.commit(
    { "flags/a.yaml": "standing: uat\n", "big.bin": "x".repeat(1_100_000), ".gitattributes": "* filter=evil\n" },
    { on: "topic", from: "main" },
  );
  hub.git("update-ref", "refs/pull/7/head", head);

  const own = await ownRepository(checkout.root, null);
  const { repository, bring } = headsOf({ url: hub.root, token: "t", seconds: 20 }, own, "main");
  expect(
    await bring(
      base,
      new Map([
        [7, head],
        [8, "1".repeat(40)],
      ]),
    ),
  ).toMatchObject(new Map([[8, expect.any(String)]]));
  expect(await repository.compare(base, head)).toMatchObject({ kind: "ahead" });
  const changes = await repository.diff(base, head);
  expect(changes.map(({ path }) => path)).toEqual([".gitattributes", "big.bin", "flags/a.yaml"]);
  const blobs = await repository.read(changes.map(({ after }) => after!.oid));
  expect(changes.map(({ after }) => blobs.get(after!.oid)!.kind)).toEqual(["text", "missing", "text"]);
  expect(await repository.grep(head, ["standing"], [])).toEqual(["flags/a.yaml:1"]);
  expect([checkout.git("for-each-ref"), readFileSync(join(checkout.root, ".git/config"), "utf8")]).toEqual(before);
  expect(readFileSync(join(own, "config"), "utf8")).not.toMatch(/promisor|remote/);
  expect(readdirSync(own)).not.toContain("flags");
  expect(existsSync(join(own, "hooks"))).toBe(false);
});

it("FETCH-3  a branch name means GitHub's branch, whatever the checkout calls so", async () => {
  const hub = testRepository();
  const first = hub.commit({ a: "1\n" });
  const checkout = testRepository();
  checkout.git("fetch", "--quiet", hub.root, "main");
  checkout.git("reset", "--quiet", "--hard", "FETCH_HEAD");
  checkout.commit({ a: "mine\n" });
  checkout.git("branch", "topic", "main");
  const heads = headsOf({ url: hub.root, token: "t", seconds: 20 }, await ownRepository(checkout.root, null), "main");
  expect((await heads.repository.commit("main"))?.id).toBe(first);
  expect(await heads.repository.commit("topic")).toBeNull();
  expect(await heads.repository.commit("--upload-pack=touch /tmp/x")).toBeNull();
  const topic = hub.commit({ a: "2\n" }, { on: "topic", from: "main" });
  expect((await heads.repository.commit("topic"))?.id).toBe(topic);
  hub.git("branch", "-D", "topic");
  expect(await heads.repository.commit("topic")).toBeNull();
});

it("FETCH-4  from a shallow clone nothing is borrowed, and all is there", async () => {
  const hub = testRepository();
  for (const at of [1, 2, 3]) hub.commit({ "flags/a.yaml": `standing: s${at}\n` });
  const shallow = temporaryFolder();
  hub.git("clone", "--quiet", "--depth=1", `file://${hub.root}`, shallow);
  const heads = headsOf({ url: hub.root, token: "t", seconds: 20 }, await ownRepository(shallow, null), "main");
  expect(await heads.repository.history("main", "flags/a.yaml")).toHaveLength(3);
});
