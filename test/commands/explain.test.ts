import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { main } from "../../scripts/cli.ts";
import { type TestRepository, testRepository } from "../support/repository.ts";
import { recorder } from "./streams.ts";

const settings = `environments:
  staging: { stores: [{ kind: flagd, file: runtime/staging.flagd.json }] }
  production: { stores: [{ kind: flagd, file: runtime/production.flagd.json }] }
`;
const plan = `title: Download
owner: "@rlindqvist"
standing: half
flags: { download: { description: People can download } }
approvals: [product]
stages:
  - { name: try-out, environment: staging, exposure: { percent: 100 } }
  - { name: testers, exposure: { actors: [{ name: Ada Reyes, id: { secret: ADA } }] }, soak: PT4H }
  - { name: half, exposure: { percent: 50 }, soak: P1D }
  - { name: full, exposure: { percent: 100 }, soak: P1D }
`;

async function on(here: TestRepository, ...args: readonly string[]) {
  const { streams, out, err } = recorder(here.root, { ADA: "ada-7" });
  const status = await main(args, streams);
  return { status, out: out(), err: err() };
}

async function synced(): Promise<TestRepository> {
  const here = testRepository();
  here.commit({ ".github/flaghoist.yaml": settings, "flags/download.yaml": plan });
  expect((await on(here, "sync")).status).toBe(0);
  return here;
}

it("EXPL-1  says for each store whether the person sees it, by which part, and from which stage on", async () => {
  const here = await synced();
  const { status, out } = await on(here, "explain", "download", "--actor", "u1");
  expect(status).toBe(0);
  expect(out).toContain(`download in production, flagd runtime/production.flagd.json
  Main        ✓ sees it   inside the 50 % (flagd-murmur3-v2 puts this id at 6.806 %)
  Store       ✓ sees it   as main says
  Served      ✓ sees it   its own evaluation
  at testers  - does not  only named actors do, and this is none of them
  at half     ✓ sees it   inside the 50 % (flagd-murmur3-v2 puts this id at 6.806 %)
  at full     ✓ sees it   everyone does
`);
  expect(out).toContain(
    "download in staging, flagd runtime/staging.flagd.json\n  Main        ✓ sees it  everyone does",
  );
});

it("EXPL-2  never prints the id, not even that of a named actor", async () => {
  const here = await synced();
  const { out } = await on(here, "explain", "download", "--actor", "ada-7");
  expect(out).toContain("Main        ✓ sees it  named in the plan");
  expect(out).not.toContain("ada-7");
  const { out: document } = await on(here, "explain", "download", "--actor", "ada-7", "--json");
  expect(JSON.parse(document)).toMatchObject({
    version: 1,
    flags: [{}, { main: { on: true, by: "named" }, served: { on: true } }],
  });
  expect(document).not.toContain("ada-7");
});

it("EXPL-3  a store that says otherwise than main is a problem, one that cannot tell is a failure", async () => {
  const here = await synced();
  const file = join(here.root, "runtime/production.flagd.json");
  const { out: before } = await on(here, "drift");
  expect(before).toContain("2 flags in step");
  writeFileSync(file, '{"flags":{}}');
  const gone = await on(here, "explain", "download", "--actor", "u1");
  expect(gone.out).toContain("Store       ? cannot tell  it is not there: each caller");
  expect(gone.status).toBe(3);
  writeFileSync(file, "{");
  expect((await on(here, "explain", "download", "--actor", "u1")).status).toBe(3);
});

it("EXPL-3b  what stands beside our form may show it to anybody: the store cannot tell", async () => {
  const here = await synced();
  const file = join(here.root, "runtime/production.flagd.json");
  const document = JSON.parse(readFileSync(file, "utf8"));
  const { download } = document.flags;
  download.targeting = { if: [{ "==": [{ var: "email" }, "ada@example.gov"] }, "on", download.targeting] };
  writeFileSync(file, JSON.stringify(document));
  const { status, out } = await on(here, "explain", "download", "--actor", "u2");
  expect(out).toMatch(/Store\s+\? cannot tell\s+it also holds what no plan wrote/);
  expect(status).toBe(3);
});

it("EXPL-4  somebody who may be a named actor whose id is not known here cannot be told, unless a percentage has them", async () => {
  const here = await synced();
  const { streams, out } = recorder(here.root, {});
  expect(await main(["explain", "download", "--actor", "u2"], streams)).toBe(3);
  expect(out()).toMatch(/cannot\s+be\s+told:\s+ADA\s+not\s+set\s+here/);
  const other = recorder(here.root, {});
  await main(["explain", "download", "--actor", "u1"], other.streams);
  expect(other.out()).toContain("Main        ✓ sees it      inside the 50 %");
});

it.each([
  [["explain", "download"], "say who: --actor"],
  [["explain", "--actor", "u1"], "one plan's name"],
  [["explain", "downlaod", "--actor", "u1"], "no plan flags/downlaod.yaml"],
])("EXPL-5  %j is a mistake of usage", async (args, said) => {
  const { status, err } = await on(await synced(), ...args);
  expect(status).toBe(2);
  expect(err).toContain(said);
});

it("EXPL-6  somebody else's targeting in our flag shows it to nobody knows whom, and nobody is told otherwise", async () => {
  const here = await synced();
  const file = join(here.root, "runtime/production.flagd.json");
  writeFileSync(file, readFileSync(file, "utf8").replace('"targetingKey"', '"email"'));
  const { status, out } = await on(here, "explain", "download", "--actor", "u1");
  expect(out).toMatch(/Store {7}\? cannot tell {2}it also holds what no plan wrote: targeting/);
  expect(status).toBe(3);
});

it("EXPL-7  who is named by an id that is known here is named, though another's id is not", async () => {
  const here = testRepository();
  const two = plan.replace("[{ name: Ada Reyes,", "[{ name: Sam Okafor, id: { secret: SAM } }, { name: Ada Reyes,");
  here.commit({ ".github/flaghoist.yaml": settings, "flags/download.yaml": two });
  expect((await on(here, "explain", "download", "--actor", "ada-7")).out).toContain("Main        ✓ sees it      named");
  const { out } = await on(here, "explain", "download", "--actor", "u2");
  expect(out).toMatch(/cannot\s+be\s+told:\s+SAM\s+not\s+set\s+here/);
});
