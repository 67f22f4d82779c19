import { actorKey } from "../flag/ladder.ts";
import type { Path } from "../load/diagnostic.ts";
import type { Found, Rule } from "./rule.ts";

/** A list whose entries should differ. Entries are compared, never shown: an actor's id is personal data. */
interface Entries {
  readonly at: Path;
  readonly noun: string;
  readonly keys: readonly string[];
}

export const duplicateEntries: Rule = {
  name: "duplicate-entries",
  severity: "warning",
  check: ({ plan }) => {
    const stages = plan.stages.flatMap((stage, index): readonly Entries[] => [
      { at: ["stages", index, "exposure", "actors"], noun: "actor", keys: stage.exposure?.actors.map(actorKey) ?? [] },
      { at: ["stages", index, "criteria"], noun: "criterion", keys: stage.criteria },
      { at: ["stages", index, "confirms"], noun: "confirmation", keys: stage.confirms },
    ]);
    const lists: readonly Entries[] = [
      { at: ["validation"], noun: "task", keys: plan.validation.map(({ text }) => text) },
      { at: ["approvals"], noun: "discipline", keys: plan.approvals },
      { at: ["rollback", "watchers"], noun: "watcher", keys: plan.rollback?.watchers ?? [] },
      ...stages,
      { at: ["cleanup"], noun: "task", keys: plan.cleanup.map(({ text }) => text) },
    ];
    return lists.flatMap(repeated);
  },
};

function repeated({ at, noun, keys }: Entries): readonly Found[] {
  const first = new Map<string, number>();
  return keys.flatMap((key, index) => {
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, index);
      return [];
    }
    const message = `${noun} ${index + 1} of ${keys.length} is the same as ${noun} ${earlier + 1}: remove one, or say what the second was meant to be`;
    return [{ at: [...at, index], message }];
  });
}
