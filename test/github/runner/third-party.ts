import { fill } from "./expression.ts";
import type { StepScope } from "./scope.ts";
import type { Ran } from "./step.ts";
import { knownStubs } from "./stubs/known.ts";

/** An action of somebody else: it must be pinned to a commit, and is stood for by a stub. */
export async function runStub({ job, step }: StepScope): Promise<Ran> {
  const uses = step.uses ?? "";
  const [name, pin] = uses.split("@") as [string, string?];
  if (!/^[0-9a-f]{40}$/.test(pin ?? ""))
    throw new Error(`${uses} is not pinned to a commit: write its 40 digits after @`);
  const stub = job.run.options.stubs?.[name] ?? knownStubs[name];
  if (!stub) throw new Error(`nothing stands for ${name}: add a stub for it`);
  const given = Object.entries(step.with ?? {});
  const strange = given.filter(([input]) => !stub.inputs.includes(input) && !input.startsWith("permission-"));
  if (strange.length > 0) throw new Error(`${uses}: unexpected input ${strange.map(([input]) => input).join(", ")}`);
  const inputs = Object.fromEntries(given.map(([input, value]) => [input, fill(value, job.contexts, job.standing)]));
  const { code = 0, log = "", outputs = {}, masks = [], post } = await stub.run({ inputs, job });
  job.masks.push(...masks);
  if (post) {
    const run = async () => {
      await post();
      return { code: 0, log: "" };
    };
    job.posts.push({ name: `Post ${name}`, condition: "always()", run });
  }
  return { code, log, outputs };
}
