import { openApi, type UnleashApi } from "../../../scripts/stores/unleash/api.ts";
import { napping } from "../../http/clock.ts";
import { answer, type Fault, type FaultServer, startFaults } from "../../http/faults.ts";

export interface Scripted {
  readonly api: UnleashApi;
  readonly server: FaultServer;
}

/** An API whose answers are written down: by the first of these patterns that its line matches; else 404. */
export async function scripted(answers: Readonly<Record<string, unknown>>): Promise<Scripted> {
  const server = await startFaults((request, response) => {
    const { line } = server.seen.at(-1)!;
    const found = Object.entries(answers).find(([pattern]) => new RegExp(pattern).test(line));
    const gone = answer(404, '{"name":"NotFoundError","message":"gone"}');
    const said = found === undefined ? gone : isFault(found[1]) ? found[1] : answer(200, JSON.stringify(found[1]));
    said(request, response);
  });
  const settings = { url: server.url.href, token: "T" };
  return { api: openApi(settings, { secrets: () => "s3cr3t", clock: napping() }), server };
}

const isFault = (value: unknown): value is Fault => typeof value === "function";

/** A flag as `GET .../features/{name}` answers it. */
export const featureJson = (strategies: readonly unknown[], enabled = true, dependencies: readonly unknown[] = []) => ({
  environments: [{ name: "production", enabled, strategies }],
  dependencies,
});
