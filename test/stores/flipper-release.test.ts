import { afterAll, beforeAll, describe, it } from "vitest";
import { openStore } from "../../scripts/stores/open.ts";
import {
  type FlipperDatabases,
  type RubyFlipper,
  startFlipperDatabases,
  startRubyFlipper,
} from "../services/flipper.ts";
import { requireService } from "../services/require.ts";
import { people, release } from "./release.ts";

const here = ["postgresql-15", "ruby", "ruby-flipper", "ruby-activerecord", "ruby-pg"].every((name) =>
  requireService(name),
);

describe.skipIf(!here)("Flipper on PostgreSQL", () => {
  let databases: FlipperDatabases;
  let ruby: RubyFlipper;
  beforeAll(async () => {
    databases = await startFlipperDatabases();
    ruby = startRubyFlipper();
  });
  afterAll(async () => {
    await ruby.stop();
    await databases.server.stop();
  });

  it("RELEASE-2  a whole release, and Ruby Flipper's enabled? is what explain predicted", async () => {
    const url = await databases.fresh();
    const store = openStore({ kind: "flipper-sql", url: "DATABASE_URL" }, { root: "/nowhere", secrets: () => url });
    await release(store, (key) => ruby.ask(url, key, people));
  }, 120_000);
});
