/** Thrown where the quick reader is not sure; only quick.ts catches it. */
export const unsure = new Error("not plain to see");

/** One line, and how far it is read. */
export interface Reader {
  readonly text: string;
  at: number;
}

export const maybeComment = /^(?: *| +#.*)$/;

const deepest = 20;

/** `{...}` or `[...]` that ends on its line. */
export function readFlow(reader: Reader, depth: number): unknown {
  if (depth > deepest) throw unsure;
  return reader.text[reader.at] === "{" ? readFlowMap(reader, depth) : readFlowList(reader, depth);
}

function readFlowList(reader: Reader, depth: number): unknown {
  const list: unknown[] = [];
  while (!closes(reader, "]", list.length)) list.push(readValue(reader, depth));
  return fitted(list);
}

/** The list in the memory it needs: one that grew has room for sixteen entries more. */
export function fitted(list: readonly unknown[]): readonly unknown[] {
  return list.slice();
}

const flowKey = /[A-Za-z_][\w.-]{0,199}: /y;

function readFlowMap(reader: Reader, depth: number): unknown {
  const map: Record<string, unknown> = {};
  for (let count = 0; !closes(reader, "}", count); count++) {
    flowKey.lastIndex = reader.at;
    if (!flowKey.test(reader.text)) throw unsure;
    const key = reader.text.slice(reader.at, flowKey.lastIndex - 2);
    if (key === "__proto__" || Object.hasOwn(map, key)) throw unsure;
    reader.at = flowKey.lastIndex;
    skipBlanks(reader);
    map[key] = readValue(reader, depth);
  }
  return map;
}

/** Steps over what stands before an entry; true where the collection ends instead. */
function closes(reader: Reader, end: string, count: number): boolean {
  if (count === 0) reader.at++;
  skipBlanks(reader);
  const next = reader.text[reader.at];
  if (next === end) {
    reader.at++;
    return true;
  }
  if (count === 0) return false;
  if (next !== ",") throw unsure;
  reader.at++;
  skipBlanks(reader);
  return false;
}

function readValue(reader: Reader, depth: number): unknown {
  const next = reader.text[reader.at];
  if (next === "{" || next === "[") return readFlow(reader, depth + 1);
  if (next === '"' || next === "'") return readQuoted(reader);
  inFlow.lastIndex = reader.at;
  inFlow.test(reader.text);
  const plain = withoutBlanks(reader.text.slice(reader.at, inFlow.lastIndex));
  reader.at = inFlow.lastIndex;
  if (/#|:(?: |$)/.test(plain)) throw unsure;
  return scalar(plain);
}

const inFlow = /[^,[\]{}]*/y;

function skipBlanks(reader: Reader): void {
  reader.at = blanksFrom(reader.text, reader.at);
}

/** The first place from `start` on without a blank. */
export function blanksFrom(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === blank) at++;
  return at;
}

const blank = 32;

/** The same without blanks at its end; other white space stays. */
export function withoutBlanks(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === blank) end--;
  return text.slice(0, end);
}

const quoted = /"([^"\\]*)"|'((?:[^']|'')*)'/y;
const afterQuoted = / *(?:$|[,\]}]| #)/y;

/** A text in quotes that ends on its line, without escapes; a key in quotes is left to the parser. */
export function readQuoted(reader: Reader): string {
  quoted.lastIndex = reader.at;
  const [whole, double, single] = quoted.exec(reader.text) ?? [];
  if (whole === undefined) throw unsure;
  reader.at += whole.length;
  afterQuoted.lastIndex = reader.at;
  if (!afterQuoted.test(reader.text)) throw unsure;
  return double ?? single!.replaceAll("''", "'");
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const date = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?$/;
const word = /^[A-Za-z]/;
const meaning = /^(?:true|false|null)$/i;
/** Begins with a digit and could be a number in some form: hexadecimal, octal, with an exponent, with zeros before it. */
const maybeNumber = /^\d[-+.\w]*$/;

/** A text without quotes in YAML's core schema. Rarer forms of numbers and words are left to the parser. */
export function scalar(plain: string): unknown {
  if (word.test(plain)) {
    if (!meaning.test(plain)) return plain;
    if (plain === "true" || plain === "false") return plain === "true";
  }
  if (plain === "~") return null;
  if (number.test(plain)) return Number(plain);
  if (date.test(plain) || (/^\d/.test(plain) && !maybeNumber.test(plain))) return plain;
  throw unsure;
}
