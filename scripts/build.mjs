// Bundles the command line into dist/, and each GitHub action into one file of .github/actions/dist/, which is
// committed. `node scripts/build.mjs cli` builds the first alone; `actions [FOLDER]` the second, into another folder.
import { createHash } from "node:crypto";
import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const esbuild = await import("esbuild").catch(() => null);
if (esbuild === null) {
  // A consumer's install brings the bundle with it and has no need of the bundler.
  process.exit(0);
}
const root = join(import.meta.dirname, "..");
process.chdir(root);

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

/**
 * The actions' toolkit brings an HTTP client of its own for OpenID tokens and proxies, of which we use neither: without
 * it there are 800 KB less to read and to start. Who calls it all the same is told.
 */
const noSecondClient = {
  name: "no-second-http-client",
  setup(build) {
    build.onResolve({ filter: /^(@actions\/http-client(\/.*)?|undici)$/ }, ({ path }) => ({ path, namespace: "none" }));
    build.onLoad({ filter: /.*/, namespace: "none" }, ({ path }) => ({
      contents: `class None { constructor() { throw new Error(${JSON.stringify(`${path} is not part of this bundle`)}); } }
        export { None as HttpClient, None as BearerCredentialHandler, None as ProxyAgent };
        export const fetch = globalThis.fetch; export const getProxyUrl = () => "";`,
    }));
  },
};

/** The toolkit declares nothing, and so its Octokit, of which we only want the context, would come along. */
const unusedToolkit = {
  name: "unused-toolkit",
  setup(build) {
    const again = {};
    build.onResolve({ filter: /./ }, async ({ path, pluginData, importer, ...rest }) => {
      const ours = /^@actions\//.test(path) || (/[\\/]@actions[\\/]/.test(importer) && /^\./.test(path));
      if (!ours || pluginData === again) return undefined;
      return { ...(await build.resolve(path, { ...rest, importer, pluginData: again })), sideEffects: false };
    });
  },
};

const shared = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "bundle",
  absWorkingDir: root,
  logLevel: "warning",
};
const required =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

async function buildCommandLine() {
  await rm("dist", { recursive: true, force: true });
  await mkdir("dist");
  await esbuild.build({
    ...shared,
    entryPoints: { flaghoist: "scripts/main.ts" },
    outdir: "dist",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    plugins: [compiledSchemas],
    define: { BUILD_ID: JSON.stringify(await digestOf(["scripts", "schemas"])) },
    external: ["@openfeature/flagd-provider", "@openfeature/server-sdk"],
    banner: { js: `#!/usr/bin/env node\n${required}` },
  });
  await chmod("dist/flaghoist.js", 0o755);
}

/** Byte for byte the same for the same sources: nothing of the machine, the folder or the time is in it. */
async function buildActions(outdir) {
  await esbuild.build({
    ...shared,
    entryPoints: ["gate", "monitor", "sync", "validate"].map((name) => `scripts/actions/${name}.ts`),
    outdir,
    plugins: [compiledSchemas, noSecondClient, unusedToolkit],
    legalComments: "inline",
    banner: { js: `// Built by \`npm run build\` from scripts/actions. Do not edit.\n${required}` },
  });
  await writeFile(join(outdir, "package.json"), '{ "type": "module" }\n');
}

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

const [what = "all", folder = ".github/actions/dist"] = process.argv.slice(2);
if (what !== "actions") await buildCommandLine();
if (what !== "cli") await buildActions(folder);
