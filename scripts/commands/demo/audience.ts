import { FlagdProvider } from "@openfeature/flagd-provider";
import { OpenFeature } from "@openfeature/server-sdk";
import type { Exposure } from "../../flag/exposure.ts";

/** Everyone in the demo's world, as an application would name them. */
export const people: readonly string[] = Array.from({ length: 10_000 }, (_, index) => `User;${index + 1}`);

/** Who sees the flag: the OpenFeature server SDK with the flagd provider evaluates the published file for everyone. */
export async function whoSees(file: string, flag: string): Promise<ReadonlySet<string>> {
  const domain = `demo-${flag}`;
  const provider = new FlagdProvider({ resolverType: "in-process", offlineFlagSourcePath: file }, silent);
  await OpenFeature.setProviderAndWait(domain, provider);
  const client = OpenFeature.getClient(domain);
  const seeing = new Set<string>();
  for (const targetingKey of people) {
    if (await client.getBooleanValue(flag, false, { targetingKey })) seeing.add(targetingKey);
  }
  await OpenFeature.clearProviders();
  return seeing;
}

const silent = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

/** How far the observed share may be from the planned one: four standard deviations of a fair draw of everyone. */
export function expectedCount({ actors, percent }: Exposure): { readonly least: number; readonly most: number } {
  const share = percent / 100;
  const mean = people.length * share;
  const spread = 4 * Math.sqrt(people.length * share * (1 - share));
  const most = Math.min(people.length, mean + spread + actors.length);
  return {
    least: Math.max(mean - spread, percent === 0 ? actors.length : 0),
    most: percent === 0 ? actors.length : most,
  };
}

/** Fails the demo, with numbers, where what the SDK says is not what the plan says. */
export function assertAudience(
  planned: Exposure,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
  audience: "rising" | "falling",
): void {
  const { least, most } = expectedCount(planned);
  if (after.size < least || after.size > most) {
    throw new Error(
      `${after.size} of ${people.length} people see the flag, expected ${Math.ceil(least)} to ${Math.floor(most)}`,
    );
  }
  const strangers = planned.actors.filter((actor) => !after.has(actor));
  if (planned.percent === 0 && strangers.length > 0)
    throw new Error(`${strangers.length} named people do not see the flag`);
  const lost = [...before].filter((person) => !after.has(person));
  if (audience === "rising" && lost.length > 0) throw new Error(`${lost.length} people lost the flag in a promotion`);
}
