import type { Outcome } from "../../gates/gate.ts";

/** How wide the terminal is, and whether colour is welcome. */
export interface Look {
  readonly columns: number;
  readonly colour: boolean;
}

export type Style = (text: string) => string;

/** Styles by meaning. Every outcome is also said in words and by a symbol, so that nothing is lost without them. */
export type Paint = Readonly<Record<Outcome | "strong" | "faint", Style>>;

/** Select Graphic Rendition codes, on and off (ECMA-48, 8.3.117). */
const codes = {
  pass: [32, 39],
  wait: [33, 39],
  error: [35, 39],
  fail: [31, 39],
  strong: [1, 22],
  faint: [2, 22],
} as const;

export function paint(colour: boolean): Paint {
  const style = ([on, off]: readonly [number, number]): Style =>
    colour ? (text) => (text === "" ? "" : `\x1b[${on}m${text}\x1b[${off}m`) : (text) => text;
  return {
    pass: style(codes.pass),
    wait: style(codes.wait),
    error: style(codes.error),
    fail: style(codes.fail),
    strong: style(codes.strong),
    faint: style(codes.faint),
  };
}
