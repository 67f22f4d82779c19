import type { Reading, Write } from "../../flag/running.ts";
import type { Ask } from "./database.ts";
import { type GateRow, ours, rowsOf, runningOf } from "./gates.ts";
import { readRecord, writeRecord } from "./record.ts";

/** Ours, beside Flipper's: what was last written for a flag, in the same transaction as its gates. */
export const recordTable = "CREATE TABLE IF NOT EXISTS flaghoist_applied (flag text PRIMARY KEY, record text NOT NULL)";

/** Everything the tables hold about some flags, in one statement and so at one moment. */
export async function readFlags(ask: Ask, keys: readonly string[]): Promise<ReadonlyMap<string, Reading>> {
  const gates =
    "SELECT feature_key AS flag, 'gate' AS kind, key AS gate, value FROM flipper_gates WHERE feature_key = ANY($1)";
  const features = "SELECT key, 'feature', NULL, NULL FROM flipper_features WHERE key = ANY($1)";
  const records = "SELECT flag, 'record', NULL, record FROM flaghoist_applied WHERE flag = ANY($1)";
  const parts = [gates, features, ...((await hasRecords(ask)) ? [records] : [])];
  const { rows } = await ask(parts.join(" UNION ALL "), [keys]);
  const found = new Map(keys.map((key): [string, Found[]] => [key, []]));
  for (const { flag, kind, gate, value } of rows) found.get(String(flag))!.push({ kind, gate, value } as Found);
  return new Map([...found].map(([key, all]) => [key, readingOf(all)]));
}

interface Found extends GateRow {
  readonly kind: "gate" | "feature" | "record";
}

/**
 * Gates count without their feature, because Flipper evaluates them. A flag of which only our record is left was
 * removed by a hand: it shows nobody, which is drift, and not a flag that was never there.
 */
function readingOf(found: readonly Found[]): Reading {
  if (found.length === 0) return { kind: "absent" };
  const rows: readonly GateRow[] = found.filter(({ kind }) => kind === "gate");
  return {
    kind: "running",
    running: runningOf(rows, readRecord(found.find(({ kind }) => kind === "record")?.value ?? null)),
  };
}

/** Every flag that has a feature or a gate. */
export async function listFlags(ask: Ask): Promise<readonly string[]> {
  const { rows } = await ask("SELECT key FROM flipper_features UNION SELECT feature_key FROM flipper_gates ORDER BY 1");
  return rows.map(({ key }) => String(key));
}

async function hasRecords(ask: Ask): Promise<boolean> {
  const { rows } = await ask("SELECT to_regclass('flaghoist_applied') IS NOT NULL AS there");
  return rows[0]?.there === true;
}

/** Makes the table of records where there is none. */
export async function makeRecordTable(ask: Ask): Promise<void> {
  // IF NOT EXISTS for a sync that makes it at the same time; even so one of the two may be told that it is there already.
  if (!(await hasRecords(ask)))
    await ask(recordTable).catch((error) => hasRecords(ask).then((there) => there || Promise.reject(error)));
}

const now = "now() AT TIME ZONE 'utc'";

/**
 * Keeps everybody else from writing the flag until the transaction ends: two syncs by the row of the feature, Flipper
 * itself, which locks nothing, by its table of gates. Readers are not kept waiting. True where the feature was made.
 */
export async function lockFlag(ask: Ask, { key, exposure }: Write): Promise<boolean> {
  const insert = `INSERT INTO flipper_features (key, created_at, updated_at) VALUES ($1, ${now}, ${now}) ON CONFLICT DO NOTHING`;
  const made = exposure !== null && (await ask(insert, [key])).count === 1;
  await ask("SELECT 1 FROM flipper_features WHERE key = $1 FOR UPDATE", [key]);
  await ask("LOCK TABLE flipper_gates IN SHARE ROW EXCLUSIVE MODE");
  return made;
}

/**
 * Replaces our gates and the record, and nothing else. What goes goes first: the unique index includes the value, so
 * that a percent written over another would stand beside it.
 */
export async function writeFlag(ask: Ask, { key, exposure, applied }: Write): Promise<void> {
  if (exposure === null) {
    // All of them, as Flipper itself does: what is not ours keeps a flag from being removed, and a time of 0 % is nobody's.
    await ask("DELETE FROM flipper_gates WHERE feature_key = $1", [key]);
    await ask("DELETE FROM flipper_features WHERE key = $1", [key]);
    await ask("DELETE FROM flaghoist_applied WHERE flag = $1", [key]);
    return;
  }
  const rows = rowsOf(exposure);
  const wanted = [rows.map(({ gate }) => gate), rows.map(({ value }) => value)];
  const stays = "COALESCE((key, value) IN (SELECT * FROM unnest($3::text[], $4::text[])), false)";
  await ask(`DELETE FROM flipper_gates WHERE feature_key = $1 AND key = ANY($2) AND NOT ${stays}`, [
    key,
    ours,
    ...wanted,
  ]);
  const insert = `INSERT INTO flipper_gates (feature_key, key, value, created_at, updated_at)
    SELECT $1, gate, value, ${now}, ${now} FROM unnest($2::text[], $3::text[]) AS wanted (gate, value) ON CONFLICT DO NOTHING`;
  await ask(insert, [key, ...wanted]);
  const record = `INSERT INTO flaghoist_applied (flag, record) VALUES ($1, $2)
    ON CONFLICT (flag) DO UPDATE SET record = EXCLUDED.record`;
  await ask(record, [key, writeRecord(applied)]);
}
