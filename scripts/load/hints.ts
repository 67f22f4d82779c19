import { stringify } from "./text.ts";

/** What a hint reads of a schema. */
interface Hinted {
  readonly title?: string;
  readonly format?: string;
  readonly type?: string | readonly string[];
}

/** The way out of a value of the wrong shape, or nothing where it cannot be guessed. */
export function hint(schema: Hinted, data: unknown, parent: unknown): string {
  const types = [schema.type ?? []].flat();
  if (typeof data === "string") return hintText(schema, data, types);
  if (typeof data === "number" || typeof data === "boolean") return hintOther(schema, data, types);
  return data === null && parent !== null && !types.includes("null") ? "fill it in" : "";
}

function hintOther({ format }: Hinted, data: number | boolean, types: readonly string[]): string {
  if (format === "duration") return `say the unit too, as in PT${data}H`;
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(String(data)) ?? [];
  if (format === "bound") return year === undefined ? "" : `write ${year}-${month}-${day}`;
  if (types.includes("array")) return `write [${data}]`;
  return types.includes("string") && !types.includes("integer") ? `write "${data}"` : "";
}

function hintText({ format, title }: Hinted, text: string, types: readonly string[]): string {
  if (format === "duration") return hintDuration(text);
  if (format === "bound" || format === "instant") return hintDate(text, format);
  if (format === "hour") return hintHour(text);
  if (types.includes("boolean")) return hintBoolean(text);
  if (types.includes("number") || types.includes("integer")) return hintNumber(text);
  if (types.includes("array") && types.includes("object") && text === "none") return 'write { none: "the reason" }';
  if (types.includes("array") && !types.includes("string")) return `write ${stringify([text.slice(0, 60)])}`;
  if (title?.includes('"@login"') && /^[A-Za-z0-9][\w-]*(\/[\w.-]+)?$/.test(text)) return `write "@${text}"`;
  if (title?.includes("lower-case")) return hintName(text);
  return "";
}

function hintName(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 64);
  return name === "" ? "" : `write ${name}`;
}

function hintBoolean(text: string): string {
  if (/^(yes|y|on|true|done|x)$/i.test(text)) return "write true";
  return /^(no|n|off|false)$/i.test(text) ? "write false" : "";
}

function hintNumber(text: string): string {
  const [, number] = /^\s*(-?\d+(?:\.\d+)?)\s*%?\s*$/.exec(text) ?? [];
  return number === undefined ? "" : `write ${number}`;
}

function hintHour(text: string): string {
  const [, hour, minute = "00", half] = /^(\d{1,2})(?::(\d\d))?\s*([ap]m)?$/i.exec(text.trim()) ?? [];
  if (hour === undefined) return "";
  const of24 = (Number(hour) % (half ? 12 : 25)) + (half?.toLowerCase() === "pm" ? 12 : 0);
  return of24 < 24 ? `write "${String(of24).padStart(2, "0")}:${minute}"` : "";
}

const units: Readonly<Record<string, readonly [date: string, letter: string]>> = {
  s: ["T", "S"],
  m: ["T", "M"],
  h: ["T", "H"],
  d: ["", "D"],
  w: ["", "W"],
};

/** `1 day`, `36h`, `PT1D`, `P4H`, `pt4h`: the ISO 8601 text somebody probably meant. */
function hintDuration(text: string): string {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z])[a-z]*/gi)];
  const first = parts.length === 1 ? parts[0] : undefined;
  const amount = Number(first?.[1]);
  const unit = units[first?.[2]?.toLowerCase() ?? ""];
  if (unit === undefined) return "";
  if (text.trim().startsWith("-")) return `it cannot be negative, write P${unit[0]}${amount}${unit[1]}`;
  if (Number.isInteger(amount)) return `write P${unit[0]}${amount}${unit[1]}`;
  return amount * 60 === Math.round(amount * 60) && unit[1] === "H" ? `write PT${amount * 60}M` : "write whole numbers";
}

function hintDate(text: string, format: string): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)/.exec(text) ?? [];
  if (day === undefined) return "write the year first: year-month-day";
  return format === "instant" ? `write ${day}T${time}Z` : `write ${day}T${time}`;
}
