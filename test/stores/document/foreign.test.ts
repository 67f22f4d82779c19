import fc from "fast-check";
import { expect, it } from "vitest";
import { everyone, exposure, nobody } from "../../../scripts/flag/exposure.ts";
import { flagdStore } from "../../../scripts/stores/flagd.ts";
import { goFeatureFlagStore } from "../../../scripts/stores/go-feature-flag.ts";
import { manifestText } from "../../../scripts/stores/publish/manifest.ts";
import { runningOf, writing } from "../../conformance/exposures.ts";
import { textInMemory } from "../text-in-memory.ts";

const odd = String.raw`"x":-0.0,"__proto__":1e400,"n":12345678901234567890,"twice":1,"twice":2,"t":"\u00e9\/\\\"}{","":"\ud83d"`;
const flagd = `{"state":"ENABLED","variants":{"A":1e400,"B":0.10},"defaultVariant":"A","metadata":{${odd}}}`;
const finite = odd.replace("1e400", "1E+0300");
const goff = `{"variations":{"A":{${finite}},"B":[1E2]},"defaultRule":{"variation":"A"},"metadata":{${finite}}}`;
const others = (flag: string) => `"theirs":${flag},"__proto__":${flag},"toString":${flag},"":${flag}`;

const gaps = ["", " ", "\t", "\n", "\r\n", "\r\n    ", "\n\n\t "];
const spacing = fc.array(fc.constantFrom(...gaps), { minLength: 7, maxLength: 40 });

/** The same JSON with these gaps between its words. */
function spaced(json: string, between: readonly string[]): string {
  const words = json.match(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g)!;
  return words.map((word, index) => word + between[index % between.length]!).join("");
}

const featureFlag = { file: "k.json", resource: "FeatureFlag", name: "flags", namespace: null } as const;
const places = {
  flagd: {
    json: `{"$schema":"x","flags":{${others(flagd)},"theirs":${flagd}},"metadata":{${odd}},"$evaluators":{"e":{}}}`,
    open: flagdStore,
  },
  "GO Feature Flag": { json: `{${others(goff)}}`, open: goFeatureFlagStore },
  "a FeatureFlag": {
    json: `{"apiVersion":"core.openfeature.dev/v1beta1","kind":"FeatureFlag","metadata":{"name":"flags","labels":{${odd}}},"spec":{"flagSpec":{"flags":{${others(flagd)}}},"other":[1e400]},"status":{}}`,
    open: (file: ReturnType<typeof textInMemory>) => flagdStore(manifestText(featureFlag, file)),
  },
};

it.each(Object.entries(places))(
  "DOCUMENT-7  %s: whatever others have, however it is spaced, keeps every character while our flag comes, changes and goes",
  async (_, { json, open }) => {
    await fc.assert(
      fc.asyncProperty(spacing, async (between) => {
        const before = spaced(json, between);
        const file = textInMemory(before);
        const store = open(file);
        for (const wanted of [exposure(["User;7"], 10), exposure([], 50), everyone, nobody, null]) {
          const expected = runningOf((await store.read(["ours"])).get("ours")!);
          expect(await store.write([writing("ours", wanted, { expected })])).toMatchObject([{ status: "applied" }]);
          const [start, end] = [commonStart(before, file.text!), commonEnd(before, file.text!)];
          expect(start + end, file.text!).toBeGreaterThanOrEqual(before.length);
        }
        expect(file.text).toBe(before);
      }),
      { numRuns: 60 },
    );
  },
);

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

const commonEnd = (a: string, b: string) => commonStart([...a].reverse().join(""), [...b].reverse().join(""));
