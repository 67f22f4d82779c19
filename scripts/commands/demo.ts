import { read } from "./args.ts";
import { type Command, exit } from "./command.ts";
import { actionsIn } from "./demo/actions.ts";
import { people } from "./demo/audience.ts";
import { story } from "./demo/story.ts";
import { teller } from "./demo/teller.ts";
import { buildTown, storeFile } from "./demo/town.ts";

export const demo: Command = {
  name: "demo",
  summary: "A whole release in seconds, on a real git repository and a real flag store",
  usage: `flaghoist demo

  Live through it:            $ flaghoist demo
  Without colour:             $ NO_COLOR=1 flaghoist demo
  Read it slowly:             $ flaghoist demo | less

  It works in a new temporary folder on a simulated clock, asks nobody, and leaves the folder for you to look around.`,

  async run(world, args) {
    read(args, {}, { least: 0, most: 0, are: "" });
    const town = await buildTown();
    world.out(`A release of six weeks in ${town.root}, on a simulated clock.`);
    world.out(
      `After each step the OpenFeature SDK evaluates ${storeFile} for ${people.length.toLocaleString("en")} people.`,
    );
    const tell = teller(world);
    await story(tell, actionsIn(town, tell));
    tell.day("Look around");
    world.out(
      [
        `  cd ${town.root}`,
        "  git log --first-parent                    every move, with approvals and measurements",
        "  git notes --ref=flaghoist/reviews list    the reviews",
        `  cat ${storeFile}         what applications read`,
        `  flaghoist history form1095b --root ${town.root}`,
      ].join("\n"),
    );
    return exit.ok;
  },
};
