import { describe, expect, it } from "vitest";
import { at, desk, noon, plan } from "./desk.ts";

async function proposed() {
  const world = await desk();
  const head = world.repository.commit({ [plan]: "standing: uat\n" }, { on: "promote", by: "tmarsh" });
  const { number } = (await world.forge.pullRequests())[0]!;
  return { ...world, head, number };
}
const approval = { by: "jwexler", opinion: "approved", at: noon.plus({ hours: 1 }) } as const;

describe("REV-1  reviews are notes that git itself can read and write", () => {
  it("one JSON line a review, on the commit it is of", async () => {
    const { repository, forge, head, number } = await proposed();
    const review = await forge.review(number, { ...approval, body: "Looks right" });
    const note = repository.git("notes", "--ref=flaghoist/reviews", "show", head);
    expect(JSON.parse(note)).toEqual({
      id: review.id,
      number,
      by: "jwexler",
      opinion: "approved",
      at: "2025-03-12T13:00:00.000Z",
      commit: head,
      body: "Looks right",
    });
    expect((await forge.pullRequests())[0]!.reviews).toEqual([review]);
  });

  it("a line written by hand counts like any other", async () => {
    const { repository, forge, head, number } = await proposed();
    const line = JSON.stringify({
      number,
      by: "dependabot[bot]",
      opinion: "commented",
      at: "2025-03-12T14:00:00+01:00",
    });
    repository.git("notes", "--ref=flaghoist/reviews", "append", "-m", line, head);
    await forge.review(number, { ...approval, opinion: "changes-requested", at: noon.plus({ hours: 3 }) });
    const { reviews } = (await forge.pullRequests())[0]!;
    expect(reviews.map(({ by, bot, opinion, commit }) => [by, bot, opinion, commit])).toEqual([
      ["dependabot[bot]", true, "commented", head],
      ["jwexler", false, "changes-requested", head],
    ]);
    expect(reviews[0]!.at.toUTC().toISO()).toBe("2025-03-12T13:00:00.000Z");
  });

  it.each([
    ["approved!", "is not JSON"],
    ['{"number":1,"by":"x","at":"2025-03-12"}', "has no opinion"],
    ['{"number":1,"by":"x","opinion":"aproved","at":"2025-03-12"}', "has an opinion nobody knows"],
    ['{"number":1,"by":"x","opinion":"approved","at":"2025-02-30"}', "has no time"],
    ['{"number":"1","by":"x","opinion":"approved","at":"2025-03-12"}', "has no number"],
    ["[]", "is a list"],
  ])("a line that %s is no review: said, not left out", async (line) => {
    const { repository, forge, head } = await proposed();
    repository.git("notes", "--ref=flaghoist/reviews", "add", "-m", line, head);
    await expect(forge.pullRequests()).rejects.toThrow(
      `the note refs/notes/flaghoist/reviews on ${head} has a line that is not a review (number, by, at, and opinion: approved, changes-requested, commented, dismissed); mend it with: git notes --ref=flaghoist/reviews edit ${head}`,
    );
  });

  it("stays readable where git spreads its notes over folders", async () => {
    const { repository, forge, head, number } = await proposed();
    await forge.review(number, approval);
    const blob = repository.git("rev-parse", `refs/notes/flaghoist/reviews:${head}`);
    repository.write({ index: `100644 ${blob}\t${head.slice(0, 2)}/${head.slice(2)}\n` });
    const tree = repository.git(
      "-c",
      "alias.spread=!f() { export GIT_INDEX_FILE=.git/spread; git update-index --index-info < index && git write-tree; }; f",
      "spread",
    );
    repository.git("update-ref", "refs/notes/flaghoist/reviews", repository.git("commit-tree", tree, "-m", "spread"));
    await forge.review(number, { ...approval, by: "pvandermeer" });
    expect((await forge.pullRequests())[0]!.reviews.map(({ by }) => by)).toEqual(["jwexler", "pvandermeer"]);
    expect(repository.git("notes", "--ref=flaghoist/reviews", "show", head).split("\n")).toHaveLength(2);
  });
});

describe("REV-2  who reviews a commit had it before them", () => {
  it("a head nobody saw yet counts as pushed just before its first review", async () => {
    const { repository, forge, number } = await proposed();
    repository.commit({ [plan]: "standing: uat # better\n" }, { on: "promote" });
    const review = await forge.review(number, approval);
    const [pull] = await forge.pullRequests();
    expect(pull!.pushedAt! < review.at).toBe(true);
    expect(review.commit).toBe(pull!.head);
  });

  it("a head that comes back was pushed when it came back", async () => {
    let now = noon;
    const { repository, forge } = await desk({ now: () => now });
    const first = repository.commit({ [plan]: "1" }, { on: "promote" });
    await forge.pullRequests();
    now = at("2025-03-12T13:00:00Z");
    repository.commit({ [plan]: "2" }, { on: "promote" });
    await forge.pullRequests();
    now = at("2025-03-12T14:00:00Z");
    repository.git("branch", "--force", "promote", first);
    expect((await forge.pullRequests())[0]!.pushedAt!.toISO()).toBe("2025-03-12T14:00:00.000Z");
  });

  it("nobody reviews what is not open", async () => {
    const { forge, request, number } = await proposed();
    await expect(forge.review(99, approval)).rejects.toThrow("there is no open pull request 99");
    const { number: _, ...squash } = await request("squash");
    await forge.merge(number, squash);
    await expect(forge.review(number, approval)).rejects.toThrow(`there is no open pull request ${number}`);
  });

  it("many at once are all kept", async () => {
    const { forge, number } = await proposed();
    const people = Array.from({ length: 6 }, (_, n) => `person-${n}`);
    await Promise.all(people.map((by) => forge.review(number, { ...approval, by })));
    const { reviews } = (await forge.pullRequests())[0]!;
    expect(reviews.map(({ by }) => by).sort()).toEqual(people);
    expect(new Set(reviews.map(({ id }) => id)).size).toBe(people.length);
  });
});
