import type { Publication } from "../../flag/settings.ts";
import { DocumentProblem, type TextFile } from "../text-file.ts";
import { fits } from "./bytes.ts";
import { inConfigMap } from "./config-map.ts";
import { inFeatureFlag } from "./feature-flag.ts";
import { newManifest, readManifest } from "./manifest-object.ts";

type Settings = Omit<Extract<Publication, { readonly to: "manifest" }>, "to">;

/** How one kind of object holds the document. */
export interface Holder {
  readonly apiVersion: string;
  /** The document in the object's text; null where it holds none yet. */
  read(manifest: string, name: string): string | null;
  /** The object's text with this document in it, and every other character where it was. */
  write(manifest: string, document: string): string;
}

const holders: Readonly<Record<Settings["resource"], Holder>> = { ConfigMap: inConfigMap, FeatureFlag: inFeatureFlag };

/** The API server keeps objects in etcd and refuses larger ones; a ConfigMap's own limit is this too. */
const most = 1_048_576;

/**
 * A Kubernetes object as a manifest of this repository, in JSON, which is YAML too, with the document in it. A GitOps
 * tool applies it; nothing here talks to a cluster. All else in the object stays as it is: labels, annotations, other
 * data. It is compared and swapped as the file is that it stands in.
 */
export function manifestText(settings: Settings, file: TextFile): TextFile {
  const { resource, name: object } = settings;
  const name = `${resource} ${object} in ${file.name}`;
  const holder = holders[resource];

  function documentIn(manifest: string | null): string | null {
    if (manifest === null) return null;
    const problem = readManifest(manifest, { ...settings, apiVersion: holder.apiVersion });
    if (problem !== null) throw new DocumentProblem("invalid", `${name}: ${problem}`);
    return holder.read(manifest, name);
  }

  return {
    name,
    read: async () => documentIn(await file.read()),
    async write(document, expected) {
      const manifest = await file.read();
      if (documentIn(manifest) !== expected) return "changed";
      const next = holder.write(manifest ?? newManifest({ ...settings, apiVersion: holder.apiVersion }), document);
      fits(next, name, most, "a Kubernetes object may have");
      return file.write(next, manifest);
    },
  };
}
