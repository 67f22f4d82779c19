import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The peer, installed for the benchmark only: feature flags as YAML files, linted. */
export const peer = "@featurevisor/cli@1.11.1";

export interface Peer {
  readonly program: string;
  readonly project: (size: number) => string;
  readonly remove: () => void;
}

export function installPeer(): Peer {
  const folder = mkdtempSync(join(tmpdir(), "flaghoist-bench-peer-"));
  writeFileSync(join(folder, "package.json"), "{}");
  execFileSync("npm", ["install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", peer], { cwd: folder });
  return {
    program: join(folder, "node_modules/@featurevisor/cli/bin.js"),
    project: (size) => {
      const project = join(folder, `project-${size}`);
      for (const part of ["attributes", "segments", "features"]) mkdirSync(join(project, part), { recursive: true });
      writeFileSync(
        join(project, "featurevisor.config.js"),
        'module.exports = { environments: ["production"], tags: ["web"] };',
      );
      writeFileSync(join(project, "attributes/userId.yml"), "description: User\ntype: string\n");
      for (let i = 0; i < size; i++) writeFileSync(join(project, `features/feature-${i}.yml`), feature(i));
      return project;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const feature = (index: number) => `description: Feature ${index}
tags: [web]
bucketBy: userId
environments:
  production:
    rules:
      - { key: everyone, segments: "*", percentage: 10 }
`;
