import { getInput, setSecret, warning } from "@actions/core";
import { clientOf } from "../forge/github/client.ts";
import { upkeepOf } from "../forge/github/upkeep.ts";
import { fence } from "../report/comment/markdown.ts";
import { upkeepLine } from "../report/upkeep.ts";
import { sentence } from "../report/words/plain.ts";
import type { Ports } from "../workflows/ports.ts";
import { keepUp, type Watch } from "../workflows/upkeep.ts";
import { oneLine, summarize } from "./say.ts";
import { app, type Surroundings } from "./surroundings.ts";

/**
 * The last thing a step does. What is not well is a warning and an issue; none of it fails the step. It looks with the
 * job's own token: an App that may not, because nobody granted it yet, would get no token at all.
 */
export async function upkeep({ owner, name, apiUrl, baseBranch }: Surroundings, ports: Ports, watch: Watch) {
  const token = getInput("job-token");
  setSecret(token);
  const client = clientOf(token, apiUrl, {});
  const { views, failed } = await keepUp(ports, upkeepOf({ client, owner, name, baseBranch, app: app() }), watch);
  const lines = views.map(upkeepLine);
  const wrong = [...lines.filter(({ well }) => !well).map(({ line }) => line), ...failed.map(sentence)];
  const fine = lines.filter(({ well }) => well).map(({ line }) => line);
  for (const line of wrong) warning(oneLine(line));
  const page = fence([...wrong.map((line) => `! ${line}`), ...fine.map((line) => `✓ ${line}`)].join("\n"));
  await summarize(page).catch(() => undefined);
}
