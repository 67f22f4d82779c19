import { ladder, revertTarget } from "../flag/ladder.ts";
import { writeFileAtomic } from "../forge/files.ts";
import { revertMessage } from "../report/commit-message.ts";
import { revertedText } from "../workflows/lower.ts";
import { read } from "./args.ts";
import { type Command, exit, Failure, UsageError } from "./command.ts";
import { baseText, ownPlan } from "./own.ts";

export const revert: Command = {
  name: "revert",
  summary: "Take a plan down: the edit, and with --open the pull request",
  usage: `flaghoist revert NAME --because TEXT [--to STANDING] [--open]

  Edit the file:             $ flaghoist revert form1095b --because "Errors at 4 % since noon"
  Make the pull request:     $ flaghoist revert form1095b --because "Errors at 4 %" --open
  To a stage of your choice: $ flaghoist revert form1095b --because "Half is too much" --to canary

  Going down needs valid files and nothing else. The plan is then held until somebody fills in reverts[].resolved.`,

  async run(world, args) {
    const { values, words } = read(args, options, { least: 1, most: 1, are: "one plan's name" });
    if (!values.because?.trim()) throw new UsageError('say why: --because "Errors at 4 % since noon"');
    const ports = await world.ports(values.open ? "forge" : "git");
    const { plan, text } = await ownPlan(world, ports, words[0]!);
    const to = values.to ?? revertTarget(plan, plan.standing);
    const below = ladder(plan).slice(0, Math.max(0, ladder(plan).indexOf(plan.standing)));
    if (plan.standing === "retired") throw new Failure(`${plan.name} is retired: its flags are gone from the stores`);
    if (below.length === 0) throw new Failure(`${plan.name} is planned: nobody sees it, there is nothing to take down`);
    if (!below.includes(to))
      throw new UsageError(`--to ${to} is not below ${plan.standing}; below are ${below.join(", ")}`);

    const reason = { because: values.because.trim(), evidence: null };
    const reverted = revertedText(text, plan, to, reason, world.now.toUTC().toISO()!);
    if (values.open) {
      const base = await baseText(ports, plan);
      if (base.text !== text)
        throw new Failure(`${plan.file} differs from ${ports.forge.baseBranch}: commit or undo that first`);
      const branch = `revert/${plan.name}-${plan.standing}-${world.now.toUTC().toFormat("yyyyMMdd'T'HHmm")}`;
      const message = revertMessage(plan, to, reason);
      const files = [{ path: plan.file, text: reverted }];
      const commit = await ports.forge.commit({
        branch,
        expected: null,
        from: base.commit,
        files,
        message,
        at: world.now,
      });
      if (commit.kind !== "committed") throw new Failure(`${branch}: ${commit.why}`);
      const title = message.split("\n")[0]!;
      const number = await ports.forge.open({ branch, title, body: reason.because, requestedBy: null });
      world.out(`${ports.forge.name}: opened pull request ${number} from ${branch}: ${plan.standing} -> ${to}`);
      return exit.ok;
    }
    await writeFileAtomic(world.root, plan.file, reverted);
    world.out(`${plan.file}: standing ${plan.standing} -> ${to}, held until somebody resolves it`);
    return exit.ok;
  },
};

const options = {
  because: { type: "string" },
  to: { type: "string" },
  open: { type: "boolean", default: false },
} as const;
