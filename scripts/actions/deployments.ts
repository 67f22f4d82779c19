import type { Synced } from "../workflows/sync.ts";

export interface Written {
  readonly environment: string;
  readonly description: string;
  readonly succeeded: boolean;
}

/** What a pass wrote, by environment in the order plans climb them. Where nothing was written there is nothing to record. */
export function writtenBy({ stores }: { readonly stores: readonly Synced[] }): readonly Written[] {
  const names = [...new Set(stores.map(({ environment }) => environment))];
  return names.flatMap((environment) => {
    const results = stores.filter((one) => one.environment === environment).flatMap(({ results }) => results);
    const written = results.filter(({ status }) => status !== "unchanged");
    if (written.length === 0) return [];
    const failed = written.filter(({ status }) => status !== "applied");
    const keys = [...new Set(written.map(({ key }) => key))].join(", ");
    const description = failed.length === 0 ? keys : `${failed.length} of ${written.length} writes failed: ${keys}`;
    return [{ environment, description, succeeded: failed.length === 0 }];
  });
}
