import type { Move } from "../../plan/move.ts";

/** What a move is called in a heading. `name` dresses the names of stages, which come from a file. */
export function moveWords(move: Move, name: (text: string) => string): string {
  switch (move.kind) {
    case "stay":
      return "no move";
    case "edit":
      return "edit";
    case "enrol":
      return "enrol";
    case "promote":
      return `${name(move.from)} -> ${name(move.to)}`;
    case "revert":
      return `revert ${name(move.from)} -> ${name(move.to)}`;
    case "retire":
      return `retire from ${name(move.from)}`;
    case "remove":
      return "remove the retired plan";
    case "illegal":
      return "not a legal move";
  }
}

/** One sentence on what merging does, where the exposure does not say it. Null where it does. */
export function moveMeans(move: Move): string | null {
  switch (move.kind) {
    case "enrol":
      return "A new plan, at planned. Nobody sees its flags yet.";
    case "edit":
      return "The rules change, the standing does not.";
    case "revert":
      return "The plan is then held: nothing promotes it until somebody fills in what was done (resolved).";
    case "retire":
      return "The flags are removed from the stores.";
    case "remove":
      return "The file goes. The plan is retired and its flags are gone from the stores already.";
    case "stay":
      return "Nothing that is judged changes.";
    case "promote":
    case "illegal":
      return null;
  }
}

/** From where to where, for readers that are programs. */
export function ends(move: Move): { readonly from: string | null; readonly to: string | null } {
  switch (move.kind) {
    case "promote":
    case "revert":
      return { from: move.from, to: move.to };
    case "retire":
      return { from: move.from, to: "retired" };
    case "enrol":
      return { from: null, to: "planned" };
    case "remove":
      return { from: "retired", to: null };
    case "stay":
    case "edit":
    case "illegal":
      return { from: null, to: null };
  }
}
