import type { Secrets } from "../flag/secrets.ts";
import { userSetting } from "../forge/git/open.ts";

/** Where a repository is on GitHub. */
export interface Origin {
  readonly owner: string;
  readonly name: string;
  /** `https://github.com`, or that of a GitHub of one's own. */
  readonly serverUrl: string;
  readonly apiUrl: string;
}

/**
 * The repository on GitHub that `origin` points to, or null where it points elsewhere or nowhere. A GitHub of one's own
 * is known by `GITHUB_SERVER_URL` or `GH_HOST`, as `gh` and Actions set them.
 */
export async function originOf(root: string, env: Secrets): Promise<Origin | null> {
  const found = placeOf((await userSetting(root, "remote.origin.url")).at(-1) ?? "");
  if (found === null) return null;
  const { host, owner, name } = found;
  const own = env("GITHUB_SERVER_URL") ?? (env("GH_HOST") ? `https://${env("GH_HOST")}` : null);
  const servers = [own?.replace(/\/+$/, ""), "https://github.com"].filter((server) => typeof server === "string");
  const serverUrl = servers.find((server) => URL.canParse(server) && new URL(server).host === host);
  if (serverUrl === undefined) return null;
  const usual = host === "github.com" ? "https://api.github.com" : `${serverUrl}/api/v3`;
  // The address of another server's API is not where this one's token goes.
  const apiUrl = serverUrl === servers[0] ? (env("GITHUB_API_URL") ?? usual) : usual;
  return { owner, name, serverUrl, apiUrl };
}

/** Host, owner and name of `https://HOST/OWNER/NAME.git`, `ssh://git@HOST/...` or `git@HOST:OWNER/NAME.git`. */
export function placeOf(url: string): { readonly host: string; readonly owner: string; readonly name: string } | null {
  const short = /^(?:[^@/\s]+@)?([^:/\s]+):(?!\/)(.+)$/.exec(url);
  const long = short === null && URL.canParse(url) ? new URL(url) : null;
  const host = short?.[1] ?? (long === null || long.protocol === "file:" ? null : hostOf(long));
  const path = short?.[2] ?? long?.pathname ?? "";
  const [, owner, name] = /^\/?([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(path) ?? [];
  if (!host || owner === undefined || name === undefined) return null;
  return { host: host.toLowerCase().replace(/^ssh\.github\.com$/, "github.com"), owner, name };
}

/** The port of an address for ssh says nothing of that of the website. */
const hostOf = ({ protocol, host, hostname }: URL) => (protocol.startsWith("http") ? host : hostname);
