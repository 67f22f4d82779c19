import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // GitHub's parsers import JSON without an attribute, which Node refuses
    server: { deps: { inline: [/@actions\/(workflow-parser|expressions)/] } },
  },
});
