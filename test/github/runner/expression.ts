import type { data as Data } from "@actions/expressions";
import { parsers } from "./parsers.ts";

const { data, Evaluator, Lexer, Parser, truthy } = parsers;

/** What expressions may speak of. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How things stand where an expression is asked: what `success()`, `failure()` and `cancelled()` say. */
export type Standing = "success" | "failure" | "cancelled";

const names = ["github", "env", "vars", "secrets", "inputs", "needs", "steps", "job", "runner", "matrix", "strategy"];

/** The value of one expression, without the `${{ }}` around it. */
export function evaluate(expression: string, contexts: Contexts, standing: Standing): unknown {
  return JSON.parse(JSON.stringify(result(expression, contexts, standing), data.replacer)) as unknown;
}

function result(expression: string, contexts: Contexts, standing: Standing): Data.ExpressionData {
  const says = (name: string, value: boolean) => ({
    ...{ name, minArgs: 0, maxArgs: 99 },
    call: () => new data.BooleanData(value),
  });
  const functions = [
    says("always", true),
    says("success", standing === "success"),
    says("failure", standing === "failure"),
    says("cancelled", standing === "cancelled"),
  ];
  const { tokens } = new Lexer(expression).lex();
  const parsed = new Parser(tokens, names, functions).parse();
  const known = names.map((key) => ({ key, value: toData(contexts[key] ?? {}) }));
  return new Evaluator(
    parsed,
    new data.Dictionary(...known),
    new Map(functions.map((one) => [one.name, one])),
  ).evaluate();
}

function toData(value: unknown): Data.ExpressionData {
  switch (typeof value) {
    case "string":
      return new data.StringData(value);
    case "number":
      return new data.NumberData(value);
    case "boolean":
      return new data.BooleanData(value);
    default:
      return value == null ? new data.Null() : (JSON.parse(JSON.stringify(value), data.reviver) as Data.ExpressionData);
  }
}

/** A text with its `${{ }}` filled in. */
export function fill(text: unknown, contexts: Contexts, standing: Standing = "success"): string {
  if (text === null || text === undefined) return "";
  return String(text).replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    result(expression.trim(), contexts, standing).coerceString(),
  );
}

/** Whether an `if:` holds. One that asks for no status means "and nothing failed". */
export function holds(condition: string | boolean | undefined, contexts: Contexts, standing: Standing): boolean {
  if (condition === undefined) return standing === "success";
  const text = String(condition).trim();
  const bare = /^\$\{\{([\s\S]*)\}\}$/.exec(text)?.[1] ?? text;
  const asks = /\b(always|success|failure|cancelled)\s*\(/.test(bare);
  return truthy(result(asks ? bare : `success() && (${bare})`, contexts, standing));
}
