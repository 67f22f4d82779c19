import { Ajv, type AnySchemaObject, type ValidateFunction } from "ajv";
import planSchema from "../../schemas/release-plan.schema.json" with { type: "json" };
import settingsSchema from "../../schemas/settings.schema.json" with { type: "json" };
import options from "./ajv.json" with { type: "json" };

const schemas = { plan: planSchema, settings: settingsSchema } as const;

/**
 * The validator of a schema, compiled in the quickest way; the build puts ready-made ones in its place
 * (scripts/build.mjs). What it lets through is typed by schema.ts.
 */
export function compile(name: keyof typeof schemas): ValidateFunction {
  const schema: AnySchemaObject = schemas[name];
  return new Ajv({ ...options, code: { optimize: false } }).compile(schema);
}
