import { expect, it } from "vitest";
import { everyone } from "../../scripts/flag/exposure.ts";
import type { Publication } from "../../scripts/flag/settings.ts";
import { openStore } from "../../scripts/stores/open.ts";
import { publishedAt } from "../../scripts/stores/publish.ts";
import { writing } from "../conformance/exposures.ts";
import { textFileConformance } from "../conformance/text-file.ts";
import { textInMemory } from "./text-in-memory.ts";

const at = { root: "/nowhere", secrets: () => undefined };
const aws = { region: "us-east-1", accessKeyId: "ID", secretAccessKey: "SECRET", sessionToken: null };
const object = { name: "flags", namespace: null } as const;

it.each<readonly [Publication, string]>([
  [{ to: "file", file: "f.json" }, "f.json"],
  [{ to: "branch", branch: "runtime", file: "f.json" }, "f.json on runtime"],
  [{ to: "redis", url: "REDIS_URL", key: "k" }, "k in Redis (REDIS_URL)"],
  [
    { to: "etcd", url: "https://etcd.example:2379", key: "k", user: null, password: null },
    "k in etcd (etcd.example:2379)",
  ],
  [{ to: "s3", url: null, bucket: "b", key: "k", ...aws }, "k in the bucket b"],
  [{ to: "manifest", file: "f.json", resource: "ConfigMap", ...object }, "ConfigMap flags in f.json"],
])("PUBLISH-1  %j opens as a place, named for people, and asks nothing of the world", (publication, name) => {
  expect(publishedAt(publication, at).name).toBe(name);
});

it("PUBLISH-2  where the world brings files and branches, they are the world's", async () => {
  const [file, branch] = [textInMemory("file"), textInMemory("branch")];
  const world = { ...at, document: () => file, branch: () => branch };
  expect(await publishedAt({ to: "file", file: "f" }, world).read()).toBe("file");
  expect(await publishedAt({ to: "branch", branch: "b", file: "f" }, world).read()).toBe("branch");
});

it("PUBLISH-3  a branch where nobody brought a repository is said, not thrown raw", async () => {
  const store = openStore({ kind: "flagd", publish: { to: "branch", branch: "runtime", file: "f.json" } }, at);
  expect((await store.read(["a"])).get("a")).toMatchObject({
    kind: "unreadable",
    why: expect.stringContaining("f.json on runtime"),
  });
  expect(await store.write([writing("a", everyone)])).toMatchObject([{ status: "unreachable" }]);
});

textFileConformance(
  "memory",
  () => {
    const file = textInMemory(null);
    return { open: () => file, put: () => expect.fail("it holds texts only") };
  },
  { most: "any", bytes: false },
);
