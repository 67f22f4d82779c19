// Bundles the command line into dist/flaghoist.js: one file, so that starting it costs one read.
import { createHash } from "node:crypto";
import { chmod, mkdir, readdir, readFile, rm } from "node:fs/promises";

const esbuild = await import("esbuild").catch(() => null);
if (esbuild === null) {
  // A consumer's install brings the bundle with it and has no need of the bundler.
  process.exit(0);
}

/** Compiling the schemas takes longer than anything else at start: the bundle carries them compiled. */
const compiledSchemas = {
  name: "compiled-schemas",
  setup: (build) =>
    build.onLoad({ filter: /load[\\/]compile\.ts$/ }, async () => {
      const { Ajv } = await import("ajv");
      const { default: standalone } = await import("ajv/dist/standalone/index.js");
      const json = async (file) => JSON.parse(await readFile(file, "utf8"));
      const ajv = new Ajv({ ...(await json("scripts/load/ajv.json")), code: { source: true, esm: true } });
      ajv.addSchema(await json("schemas/release-plan.schema.json"), "plan");
      ajv.addSchema(await json("schemas/settings.schema.json"), "settings");
      const code = (standalone.default ?? standalone)(ajv, { plan: "plan", settings: "settings" });
      const contents = `${code}\nconst compiled = { plan, settings };\nexport const compile = (name) => compiled[name];`;
      return { contents, loader: "js", resolveDir: "node_modules/ajv" };
    }),
};

await rm("dist", { recursive: true, force: true });
await mkdir("dist");
await esbuild.build({
  entryPoints: { flaghoist: "scripts/main.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "bundle",
  plugins: [compiledSchemas],
  define: { BUILD_ID: JSON.stringify(await digestOf(["scripts", "schemas"])) },
  external: ["@openfeature/flagd-provider", "@openfeature/server-sdk"],
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: "warning",
});
await chmod("dist/flaghoist.js", 0o755);

/** One digest of every file below the folders: what was found by other sources is then not trusted. */
async function digestOf(folders) {
  const hash = createHash("sha1");
  for (const folder of folders) {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map((file) => `${file.parentPath}/${file.name}`);
    for (const path of paths.sort()) hash.update(path).update(await readFile(path));
  }
  return hash.digest("hex");
}
