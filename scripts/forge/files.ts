import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Folder, openFolder } from "./files/folder.ts";
import { problemWith, readRegular } from "./files/read.ts";

export { writeFileAtomic } from "./files/write.ts";

/** A file of the work tree as it was read; `why` begins with the file and ends with the way out. */
export type FileRead =
  | { readonly kind: "text"; readonly file: string; readonly text: string }
  | { readonly kind: "problem"; readonly file: string; readonly why: string };

const plans = "flags";

/**
 * The plans on disk, `flags/*.yaml` sorted by name, or only the files named (paths from the root, or absolute).
 * Nothing but regular files inside the root is opened: a folder, a link, a pipe, a file above the cap or in another
 * encoding is a problem beside the others, never thrown and never followed.
 */
export async function readFlagFiles(root: string, files?: readonly string[]): Promise<readonly FileRead[]> {
  const folder = openFolder(root);
  if (files !== undefined) return files.map((file) => presentOr(readOne(folder, file)));
  const listed = planNames(folder);
  if ("why" in listed) return [{ kind: "problem", file: plans, why: listed.why }];
  return listed.names.map((name) =>
    name.endsWith(".yaml")
      ? presentOr(readRegular(folder, `${plans}/${name}`))
      : {
          kind: "problem",
          file: `${plans}/${name}`,
          why: `${plans}/${name} is not read: a plan's file ends in .yaml; rename it`,
        },
  );
}

/** One file of the work tree by its path from the root, such as the settings; `absent` where there is none. */
export async function readFlagFile(
  root: string,
  file: string,
): Promise<FileRead | { readonly kind: "absent"; readonly file: string }> {
  return readOne(openFolder(root), file);
}

function readOne(folder: Folder, file: string): ReturnType<typeof readRegular> {
  const place = folder.place(file);
  return place.kind === "problem" ? place : readRegular(folder, place.file);
}

function presentOr(read: ReturnType<typeof readRegular>): FileRead {
  if (read.kind !== "absent") return read;
  return {
    kind: "problem",
    file: read.file,
    why: `there is no file ${read.file}; flaghoist validate without names checks all of ${plans}/`,
  };
}

function planNames({ root }: Folder): { readonly names: readonly string[] } | { readonly why: string } {
  try {
    const kind = lstatSync(join(root, plans));
    if (!kind.isDirectory())
      return { why: `${plans} ${problemWith(kind)}: plans are files in a folder ${plans}/ of the repository itself` };
    return {
      names: readdirSync(join(root, plans))
        .filter((name) => /\.ya?ml$/i.test(name))
        .sort(),
    };
  } catch (error) {
    const absent = error instanceof Error && "code" in error && error.code === "ENOENT";
    return {
      why: absent
        ? `there is no folder ${plans}/ in ${root}; make the first plan with: flaghoist new NAME`
        : `${plans}/ cannot be listed: ${error}`,
    };
  }
}
