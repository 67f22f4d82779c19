import { cut, plain } from "./plain.ts";

/**
 * Foreign text for a commit or a title, where GitHub also reads: mentions, references that close issues, and
 * `[skip ci]`, which would keep the stores from being synced
 * (https://docs.github.com/en/actions/how-tos/manage-workflow-runs/skip-workflow-runs). A zero-width space breaks each.
 */
export function committed(text: string, most: number): string {
  return cut(plain(text, most), most).replace(reads, "$&\u200B");
}

/** What must not be followed directly by what it stands before. Other addresses stay whole, so that people can follow them. */
export const reads = /[@[]|#(?=\d)|GH-(?=\d)|:(?=\/\/\S{0,200}\/(?:issues|pull|discussions)\/\d)|skip-checks?(?=:)/gi;

/** `1095-B MVP: canary -> half`, short enough for the first line of a commit. */
export function moveTitle(title: string, move: string): string {
  return `${committed(title, 60)}: ${cut(move, 90)}`;
}

export const short = (name: string): string => committed(name, 30);
