// Cuts GitHub's OpenAPI description down to the operations we use and what they refer to, without prose and examples,
// as JSON Schema 2020-12:
//
//   npx tsx test/github/openapi/slice.ts FOLDER/node_modules/@octokit/openapi/generated/api.github.com.json
//
// The package is 400 MB: install it in a folder that is not this one (npm i --ignore-scripts @octokit/openapi@23.0.2).
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cutOperations, type OpenApi } from "./cut.ts";
import { operations } from "./operations.ts";

const [input] = process.argv.slice(2);
if (input === undefined) throw new Error("say where api.github.com.json of @octokit/openapi is");
const slice = cutOperations(JSON.parse(readFileSync(input, "utf8")) as OpenApi, Object.keys(operations));
writeFileSync(join(import.meta.dirname, "github-openapi.slice.json"), `${JSON.stringify(slice, null, 1)}\n`);
