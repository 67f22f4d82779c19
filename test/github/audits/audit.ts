import { parse } from "yaml";
import type { JobDocument, StepDocument, WorkflowDocument } from "../runner/document.ts";

/** A workflow file as a text, because comments count, and as what it says. */
export interface Audited {
  /** Its name in .github/workflows. */
  readonly file: string;
  readonly text: string;
  readonly document: WorkflowDocument;
}

/** One bad practice, named as in https://docs.zizmor.sh/audits/. */
export interface Audit {
  readonly name: string;
  /** What is wrong, with its place; none where nothing is. */
  find(workflow: Audited): readonly string[];
  /** A file in which it finds something, each. */
  readonly bad: readonly string[];
}

export const audited = (file: string, text: string): Audited => ({ file, text, document: parse(text) });

export const jobsOf = ({ document }: Audited): readonly (readonly [id: string, job: JobDocument])[] =>
  Object.entries(document.jobs);

export interface Placed {
  readonly job: JobDocument;
  readonly step: StepDocument;
  /** `gate.steps[2]` */
  readonly place: string;
}

export const stepsOf = (workflow: Audited): readonly Placed[] =>
  jobsOf(workflow).flatMap(([id, job]) =>
    (job.steps ?? []).map((step, index) => ({ job, step, place: `${id}.steps[${index}]` })),
  );

/** What jobs and steps name of code that is written elsewhere. */
export const usesOf = (workflow: Audited): readonly (readonly [place: string, uses: string])[] =>
  [
    ...jobsOf(workflow).map(([id, { uses }]) => [id, uses] as const),
    ...stepsOf(workflow).map(({ place, step }) => [place, step.uses] as const),
  ].flatMap(([place, uses]) => (uses === undefined ? [] : [[place, uses] as const]));

/** Every `${{ ... }}` of a text. */
export const expressions = (text: string): readonly string[] =>
  [...text.matchAll(/\$\{\{(.*?)\}\}/gs)].map(([, inside]) => inside!.trim());

/** The conditions of jobs and steps, without the braces that they may do without. */
export const conditions = (workflow: Audited): readonly (readonly [place: string, condition: string])[] =>
  [
    ...jobsOf(workflow).map(([id, job]) => [id, job.if] as const),
    ...stepsOf(workflow).map(({ place, step }) => [place, step.if] as const),
  ].flatMap(([place, condition]) => (condition === undefined ? [] : [[place, String(condition)] as const]));

/** A job that holds more than a fork's pull request would get: a secret, an environment, a token that may write. */
export const privileged = (job: JobDocument): boolean =>
  job.environment !== undefined ||
  JSON.stringify(job).includes("secrets.") ||
  (typeof job.permissions === "object" && Object.values(job.permissions).includes("write"));

/** A workflow with one job of these steps, for bad examples. */
export const jobWith = (steps: string, job = ""): string =>
  `on: push\npermissions: {}\nconcurrency: x\njobs:\n  bad:\n    runs-on: ubuntu-24.04\n${indent(job, 4)}    steps:\n${indent(steps, 6)}`;

const indent = (text: string, by: number) =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => `${" ".repeat(by)}${line}\n`)
    .join("");
