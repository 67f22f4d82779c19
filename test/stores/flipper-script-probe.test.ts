import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../scripts/flag/exposure.ts";
import type { Reading, Write } from "../../scripts/flag/running.ts";
import { fileAt } from "../../scripts/stores/file.ts";
import { openProbe, type Probe } from "../../scripts/stores/flipper/probe.ts";
import { flipperScriptStore } from "../../scripts/stores/flipper-script.ts";
import type { Store } from "../../scripts/stores/store.ts";
import type { TextFile } from "../../scripts/stores/text-file.ts";
import { runningOf, writing } from "../conformance/exposures.ts";
import { napping } from "../http/clock.ts";
import { type FaultServer, startFaults } from "../http/faults.ts";
import { insertGates, type Ran } from "../services/flipper.ts";
import { query } from "../services/postgres.ts";
import { here, useTown } from "./flipper/town.ts";
import { emptyFolder } from "./folder.ts";

const noon = "2025-03-12T16:00:00Z";
const people = ["User;7", "User;8", "ada@example.gov"];

describe.skipIf(!here)("Flipper by script, with a probe", () => {
  const root = emptyFolder();
  const town = useTown();
  beforeEach(() => {
    known = people;
    probe = null;
  });

  let known: readonly string[] = people;
  let probe: Probe | null = null;
  const open = (script: TextFile = fileAt(root(), "flipper.rb")): Store =>
    flipperScriptStore({
      path: "flipper.rb",
      script,
      answer: fileAt(root(), "flipper.rb.json"),
      actors: "FLAGHOIST_ACTORS",
      secrets: (name) => (name === "FLAGHOIST_ACTORS" ? known.join("\n") : undefined),
      probe,
    });

  /** What a person does: runs the script in the application, and keeps what it prints. */
  async function runIt(more: { now?: string; ids?: readonly string[]; cached?: number } = {}): Promise<Ran> {
    const env = { FLAGHOIST_ACTORS: (more.ids ?? known).join("\n") };
    const ran = await town().ruby.run(town().url, join(root(), "flipper.rb"), {
      env,
      now: more.now ?? noon,
      ...(more.cached && { cached: more.cached }),
    });
    writeFileSync(join(root(), "flipper.rb.json"), ran.printed);
    return ran;
  }

  const read = async (key = "flag"): Promise<Reading> => (await open().read([key])).get(key)!;
  const put = async (wanted: Parameters<typeof writing>[1], more: Partial<Write> = {}) =>
    (await open().write([writing("flag", wanted, { expected: runningOf(await read()), ...more })]))[0]!;

  let service: FaultServer;
  afterEach(() => service.close());

  /** The public endpoint of the application, which asks Flipper itself. */
  async function serve(): Promise<void> {
    service = await startFaults((request, response) => {
      const asked = new URL(request.url!, "http://x").searchParams;
      const id = asked.get("cookie_id");
      const features = asked
        .get("features")!
        .split(",")
        .map(async (name) => {
          const { on, keyless } = await town().ruby.ask(town().url, name, id === null ? [] : [id]);
          return { name, value: id === null ? keyless : on.length > 0 };
        });
      void Promise.all(features).then((all) =>
        response
          .writeHead(200, { "content-type": "application/json" })
          .end(JSON.stringify({ data: { type: "feature_toggles", features: all } })),
      );
    });
    probe = openProbe(new URL("/v0/feature_toggles", service.url).href);
  }

  it("FLIPPER-SCRIPT-15  what the last run told is believed as long as the service itself says nothing else", async () => {
    await serve();
    for (const wanted of [exposure(["User;7"], 10), everyone, exposure(["User;7"], 50), nobody]) {
      await put(wanted);
      await runIt();
      expect(await read()).toMatchObject({ running: { exposure: wanted, foreign: [] } });
    }
    expect(service.seen.map(({ line }) => line).join("\n")).not.toContain("User");
  });

  it.each([
    ["percentage_of_actors", "10.4", "to an id above 10 %"],
    ["boolean", "true", "to callers without an id"],
  ])(
    "FLIPPER-SCRIPT-16  a hand that raised %s to %s since is seen by the probe, and it may only go to nobody",
    async (gate, value, said) => {
      await serve();
      await put(exposure([], 10));
      await runIt();
      await query(town().url, "DELETE FROM flipper_gates");
      await insertGates(town().url, [["flag", gate, value]]);
      expect(await read()).toMatchObject({
        running: { exposure: everyone, foreign: [expect.stringContaining(said)] },
      });
      expect(await put(nobody)).toMatchObject({ status: "refused-by-store" });
    },
  );

  it("FLIPPER-SCRIPT-17  a service that does not answer leaves it open how many see the flag", async () => {
    await serve();
    await put(exposure([], 10));
    await runIt();
    probe = openProbe("https://127.0.0.1:1/v0/feature_toggles", napping());
    expect(await read()).toMatchObject({ running: { foreign: [expect.stringContaining("did not answer")] } });
  });
});
