// Cuts GitHub's GraphQL schema (1.2 MB) down to the types of kept.ts:
//
//   npx tsx test/github/graphql/slice.ts FOLDER/node_modules/@octokit/graphql-schema/schema.graphql
//
// from npm i --ignore-scripts @octokit/graphql-schema@15.26.1 in a folder that is not this one.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kept } from "./kept.ts";
import { prune } from "./prune.ts";

const [input] = process.argv.slice(2);
if (input === undefined) throw new Error("say where schema.graphql of @octokit/graphql-schema is");
writeFileSync(join(import.meta.dirname, "github.slice.graphql"), `${prune(readFileSync(input, "utf8"), kept)}\n`);
