import { writeFileAtomic } from "../forge/files.ts";
import { stayOf } from "../gates/criteria/stay.ts";
import { proposalText } from "../report/commit-message.ts";
import { measurementsOf, standingOf } from "../workflows/gather.ts";
import { promotedText } from "../workflows/promotion.ts";
import { share } from "../workflows/shared.ts";
import { read } from "./args.ts";
import { type Command, exit, Failure } from "./command.ts";
import { baseText, ownPlan } from "./own.ts";

export const promote: Command = {
  name: "promote",
  summary: "Move a plan one stage up: the edit, and with --open the pull request",
  usage: `flaghoist promote NAME [--open]

  Edit the file, measured results filled in:  $ flaghoist promote form1095b
  Make the pull request too:                  $ flaghoist promote form1095b --open
  Then see what it would be told:             $ flaghoist check

  The file's comments and layout stay. People answer the questions left open in results. Where origin is on GitHub,
  GH_TOKEN says who you are: GH_TOKEN=$(gh auth token).`,

  async run(world, args) {
    const { values, words } = read(args, { open: { type: "boolean", default: false } }, one);
    const ports = await world.ports("forge");
    const { plan, text, settings } = await ownPlan(world, ports, words[0]!);
    world.progress(`Measuring ${plan.standing}`);
    const base = await baseText(ports, plan);
    const shared = await share(ports, base.commit, settings, [plan], "not needed");
    const { since } = standingOf(ports, plan, shared, plan.standing);
    const measurements = await measurementsOf(ports, plan, shared, plan, since);
    const promoted = promotedText(text, plan, measurements, stayOf(plan, settings, { since, now: world.now }));
    if (promoted === null) throw new Failure(`${plan.name} is retired: there is no stage above`);

    if (values.open) {
      if (base.text !== null && base.text !== text) {
        throw new Failure(`${plan.file} differs from ${ports.forge.baseBranch}: commit or undo that first`);
      }
      const branch = `promote/${plan.name}-${promoted.to}`;
      const proposal = proposalText(plan, promoted.to, measurements);
      const commit = await ports.forge.commit({
        branch,
        expected: null,
        from: base.commit,
        files: [{ path: plan.file, text: promoted.text }],
        message: proposal.title,
        at: world.now,
      });
      if (commit.kind !== "committed") throw new Failure(`${branch}: ${commit.why}`);
      const number = await ports.forge.open({ branch, ...proposal, requestedBy: null });
      world.out(
        `${ports.forge.name}: opened pull request ${number} from ${branch}: ${plan.standing} -> ${promoted.to}`,
      );
      return exit.ok;
    }
    await writeFileAtomic(world.root, plan.file, promoted.text);
    world.out(`${plan.file}: standing ${plan.standing} -> ${promoted.to}`);
    world.err("Answer what is still ~ in results, commit it on a branch, then: flaghoist check");
    return exit.ok;
  },
};

const one = { least: 1, most: 1, are: "one plan's name" };
