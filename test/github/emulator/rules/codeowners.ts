import { glob } from "../../glob.ts";

/** The owners of a file: the last line that matches it. https://docs.github.com/en/repositories (About code owners) */
export function codeOwners(text: string, file: string): readonly string[] {
  const line = text
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim().split(/\s+/))
    .findLast(([pattern]) => pattern && owns(pattern, file));
  return line?.slice(1) ?? [];
}

function owns(pattern: string, file: string): boolean {
  const anchored = pattern.startsWith("/") || pattern.slice(0, -1).includes("/");
  const bare = pattern.replace(/^\//, "");
  const whole = bare.endsWith("/") ? `${bare}**` : bare;
  const variants = [whole, `${whole}/**`].flatMap((one) => (anchored ? [one] : [one, `**/${one}`]));
  return variants.some((variant) => glob(variant).test(file));
}
