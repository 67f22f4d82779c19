import type { JobDocument, Matrix } from "./document.ts";
import { type Contexts, evaluate } from "./expression.ts";

type Cell = Readonly<Record<string, unknown>>;

/**
 * The jobs a strategy makes of one: every combination, without those excluded, with those included.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrix
 */
export function cellsOf({ strategy }: JobDocument, contexts: Contexts): readonly Cell[] {
  if (!strategy?.matrix) return [{}];
  const value = (written: unknown) => {
    const expression = typeof written === "string" ? /^\$\{\{([\s\S]*)\}\}$/.exec(written.trim())?.[1] : undefined;
    return expression === undefined ? written : evaluate(expression, contexts, "success");
  };
  const matrix = value(strategy.matrix) as Matrix;
  const { include = [], exclude = [], ...axes } = matrix;
  const cells = Object.entries(axes).reduce<readonly Cell[]>(
    (so, [name, options]) =>
      so.flatMap((cell) => (value(options) as unknown[]).map((one) => ({ ...cell, [name]: one }))),
    [{}],
  );
  const same = (part: Cell, cell: Cell, names = Object.keys(part)) =>
    names.every((name) => JSON.stringify(part[name]) === JSON.stringify(cell[name]));
  const kept = cells.filter((cell) => !(value(exclude) as Cell[]).some((part) => same(part, cell)));
  const all = Object.keys(axes).length > 0 ? [...kept] : [];
  for (const more of value(include) as Cell[]) {
    const shared = Object.keys(more).filter((name) => name in axes);
    const met = all.filter((cell) => shared.length < Object.keys(more).length && same(more, cell, shared));
    for (const cell of met) all[all.indexOf(cell)] = { ...cell, ...more };
    if (met.length === 0) all.push(more);
  }
  return all;
}

/** How GitHub calls one job of a matrix. */
export function cellName(name: string, cell: Cell): string {
  const values = Object.values(cell).map((value) =>
    typeof value === "object" ? JSON.stringify(value) : String(value),
  );
  return values.length === 0 ? name : `${name} (${values.join(", ")})`;
}
