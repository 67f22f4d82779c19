import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FlagdProvider } from "@openfeature/flagd-provider";
import { OpenFeature } from "@openfeature/server-sdk";
import { afterEach, expect, it } from "vitest";
import { openStore } from "../../scripts/stores/open.ts";
import { emptyFolder } from "./folder.ts";
import { people, release, type Seen } from "./release.ts";

const root = emptyFolder();
const file = "runtime/production.flagd.json";
afterEach(() => OpenFeature.close());

let asked = 0;
async function ask(key: string): Promise<Seen> {
  asked += 1;
  const domain = `standing-${asked}`;
  const provider = new FlagdProvider({ resolverType: "in-process", offlineFlagSourcePath: join(root(), file) });
  await OpenFeature.setProviderAndWait(domain, provider);
  const client = OpenFeature.getClient(domain);
  const on = await Promise.all(people.map((targetingKey) => client.getBooleanValue(key, false, { targetingKey })));
  return { on: people.filter((_, index) => on[index]), keyless: await client.getBooleanValue(key, false, {}) };
}

it("RELEASE-1  flagd: a whole release, and the OpenFeature SDK serves whom explain predicted", async () => {
  const publish = { to: "file", file } as const;
  await release(openStore({ kind: "flagd", publish }, { root: root(), secrets: () => undefined }), ask);
  expect(readFileSync(join(root(), file), "utf8")).not.toContain("form1095b");
}, 120_000);
