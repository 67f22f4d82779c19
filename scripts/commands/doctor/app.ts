import type { AppFacts, SetUpFacts } from "../../forge/github/set-up.ts";
import { appPermissions } from "../setup/render.ts";
import { asked, fine, type Said, wrong } from "./said.ts";

/** The variables by which workflows know that there is an App, and which. */
const idName = "FLAGHOIST_APP_ID";
const clientName = "FLAGHOIST_CLIENT_ID";

export interface KnownApp {
  readonly id: number;
  readonly clientId: string | null;
}

/** The App that the workflows take, by the repository's variables; null where they name none, or were not told. */
export function appOf(told: SetUpFacts["variables"]): KnownApp | null {
  const values = told.kind === "told" ? told.value : new Map<string, string>();
  const id = values.get(idName) ?? "";
  return /^[1-9]\d*$/.test(id) ? { id: Number(id), clientId: values.get(clientName) ?? null } : null;
}

/** Whether the variables say what the mode wants: workflows go by the first one alone. */
export function variables(found: ReadonlyMap<string, string>, basic: boolean): readonly Said[] {
  const id = found.get(idName) ?? "";
  if (basic) {
    return id === ""
      ? [fine(`${idName} is not set: the workflows run without an App`)]
      : [wrong(`${idName} is ${id}, so the workflows look for an App`, `gh variable delete ${idName}`)];
  }
  const number = /^[1-9]\d*$/.test(id);
  return [
    number
      ? fine(`${idName} is ${id}`)
      : wrong(
          id === ""
            ? `${idName} is not set: the workflows run without an App`
            : `${idName} is "${id}", which is no number`,
          `gh variable set ${idName} --body N, with the number on the App's page`,
        ),
    found.has(clientName)
      ? fine(`${clientName} is ${found.get(clientName)}`)
      : wrong(`${clientName} is not set`, `gh variable set ${clientName} --body ID, as the App's page says`),
  ];
}

const ranks = ["none", "read", "write", "admin"];

/** Whether the App is installed, and was granted what the workflows ask for: where it was not, they get no token at all. */
export function installed({ id, clientId }: KnownApp, apps: readonly AppFacts[]): readonly Said[] {
  const app = apps.find((one) => one.id === id);
  if (app === undefined) return [wrong(`App ${id} is not installed in the organization`, asked)];
  const lacking = Object.entries(appPermissions).filter(
    ([name, level]) => ranks.indexOf(app.granted.get(name) ?? "none") < ranks.indexOf(level),
  );
  return [
    ...(app.suspended
      ? [wrong(`App ${id} is suspended`, "lift it under the organization's settings, GitHub Apps")]
      : []),
    ...(clientId !== null && app.clientId !== null && app.clientId !== clientId
      ? [wrong(`${clientName} is ${clientId}, but App ${id} is ${app.clientId}`, "correct the variable")]
      : []),
    ...(lacking.length === 0
      ? [fine(`App ${id} is granted all that the workflows ask for`)]
      : lacking.map(([name, level]) =>
          wrong(
            `App ${id} is granted ${name}: ${app.granted.get(name) ?? "nothing"}, and the workflows ask for ${level}`,
            "grant it on the App's page, then accept it in the organization's settings, GitHub Apps",
          ),
        )),
  ];
}
