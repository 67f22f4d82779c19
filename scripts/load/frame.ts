import { hidePersonal } from "../flag/personal.ts";
import type { Diagnostic } from "./diagnostic.ts";

/**
 *     flags/form1095b.yaml:55:26: percent must be at most 100, not 110 [schema]
 *        |
 *     55 |     exposure: { percent: 110 }
 *        |                          ^~~
 *
 * Both the message and the line are somebody else's text: what a terminal could obey is made visible, a secret that was
 * written in the file is not shown, nor is what names a real person.
 */
export function renderDiagnostic(found: Diagnostic, text: string): string {
  const { file, place, message, rule, severity } = found;
  const head = `${visible(file)}:${place.line}:${place.column}: ${severity === "warning" ? "warning: " : ""}${visible(message)} [${rule}]`;
  const parts = partsOf(hidePersonal(lineOf(text, place.line)), found);
  if (parts === null) return head;
  const number = String(place.line);
  const gutter = " ".repeat(number.length);
  const pointer = `${" ".repeat(widthOf(parts.before))}^${"~".repeat(Math.max(0, widthOf(parts.marked) - 1))}`;
  return [
    head,
    `${gutter} |`,
    `${number} | ${parts.before}${parts.marked}${parts.after}`.trimEnd(),
    `${gutter} | ${pointer}`,
  ].join("\n");
}

interface Parts {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** How much of a long line is shown on each side of the place, and of the place itself. */
const most = { before: 80, marked: 80, after: 80 } as const;
const dots = "...";

function partsOf(line: string, { place: { column, length }, rule }: Diagnostic): Parts | null {
  if (line.trim() === "") return null;
  const start = column - 1;
  const marked = line.slice(start, start + length);
  const [before, after] = [line.slice(0, start), line.slice(start + length)];
  return {
    before: visible(before.length > most.before ? dots + before.slice(-most.before) : before),
    marked: rule === "secret-name" ? "***" : visible(cropped(marked, most.marked)),
    after: visible(cropped(after, most.after)),
  };
}

const cropped = (text: string, length: number) => (text.length > length ? text.slice(0, length) + dots : text);

/** One line of a text, without splitting all of it. */
function lineOf(text: string, line: number): string {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const end = text.indexOf("\n", start);
    if (end === -1) return "";
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  return text.slice(start, end === -1 ? undefined : end).replace(/\r$/, "");
}

/** Tabs as spaces; controls, marks that turn the reading direction and halves of characters as a replacement mark. */
function visible(text: string): string {
  return text.replaceAll("\t", "    ").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu, "\uFFFD");
}

const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/gu;

/** Columns a text takes on a terminal. */
function widthOf(text: string): number {
  const letters = [...text.replace(/[\p{Mn}\p{Me}]/gu, "")].length;
  return letters + (text.match(wide)?.length ?? 0);
}
