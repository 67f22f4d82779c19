import { resolveRevert, setResults, setStanding } from "../../load/edit.ts";
import type { Actions } from "./actions.ts";
import { cleanedCode } from "./files.ts";
import type { Teller } from "./teller.ts";

/** The engineer who opens every pull request; her own approval never counts. */
const author = "jwexler";
const everyone = ["rlindqvist", "tmarsh", "pvandermeer"] as const;

/** The seed's weeks, start to clean-up. Each sentence is followed by what really happens, or the demo fails. */
export async function story(tell: Teller, act: Actions): Promise<void> {
  await testers(tell, act);
  await refusals(tell, act);
  await badCanary(tell, act);
  await fix(tell, act);
  await climb(tell, act);
  await end(tell, act);
}

type Results = Readonly<Record<string, unknown>>;
const uatResults = { uniqueUsers: 3, bugsFound: 1, bugsFixed: 1, downstream: "unaffected" };
const uatAnswers = { ...uatResults, confirmed: ["They can see their 1095-B"] };
const answers = (uniqueUsers: number): Results => ({ uniqueUsers, downstream: "unaffected", errorTypes: "timeouts" });
const checkIn: Results = { handlingIssues: "none", errorTypes: "timeouts", changes: "none" };

const up = (to: string) => (text: string) => setStanding(text, to);
const leave = (from: string, to: string, results: Results) => (text: string) =>
  setResults(setStanding(text, to), from, results);

async function testers(tell: Teller, act: Actions) {
  tell.day("Mon 10 March, 10:00. The plan is on main. Nobody sees the feature.");
  await act.until("2025-03-10T10:00");
  await act.publish("rising");
  tell.says("An engineer opens the first promotion: three named people are to test in production.");
  const number = await act.propose("promote/uat", "Let three people test the download", author, up("uat"));
  await act.judge(number, "wait");
  tell.says("Product, engineering and OCTO read it and approve.");
  await act.approve(number, ...everyone);
  await act.judge(number, "pass");
  await act.publish("rising");
}

async function refusals(tell: Teller, act: Actions) {
  tell.day("Tue 11 March, 11:00. Testing went well. Somebody is in a hurry.");
  await act.until("2025-03-11T11:00");
  tell.says("A pull request goes from uat straight to half.");
  await act.judge(await act.propose("hurry", "Go to half at once", author, leave("uat", "half", uatAnswers)), "fail");

  tell.says("Another one promotes to canary and loosens the error threshold it will be judged by.");
  const looser = (text: string) => leave("uat", "canary", uatAnswers)(text).replace("max: 0.01 }", "max: 0.10 }");
  await act.judge(await act.propose("looser", "Canary, with a little more room", author, looser), "fail");

  tell.says("The third is as it should be, approved by all, and a day early: its window opens on the 12th.");
  const number = await act.propose("promote/canary", "Start the canary", author, leave("uat", "canary", uatAnswers));
  await act.approve(number, ...everyone);
  await act.judge(number, "wait");

  tell.day("Wed 12 March, 09:00. The window is open. Nobody has to click: the next pass merges it.");
  await act.until("2025-03-12T09:00");
  await act.judge(number, "pass");
  await act.publish("rising");
}

async function badCanary(tell: Teller, act: Actions) {
  tell.day("Wed 12 March. A document service starts to fail: 5 % of downloads end in an error.");
  for (const time of ["10:00", "10:30", "11:00", "11:30", "12:00", "12:30", "13:00"]) {
    await act.until(`2025-03-12T${time}`, 0.05);
    const look = await act.watch();
    tell.says(`${time}, the monitor looks: ${look.says}`);
    if (look.kind === "reverted") break;
  }
  await act.publish("falling");

  tell.says("The plan is held. A promotion opened now is refused until somebody says what was done.");
  await act.judge(await act.propose("again", "Try again", author, up("uat")), "fail");
}

async function fix(tell: Teller, act: Actions) {
  tell.day("Fri 14 March, 10:00. The service is fixed. The revert is resolved and the windows move to the next week.");
  await act.until("2025-03-14T10:00");
  const mend = (text: string) =>
    [
      ["2025-03-12, closes: 2025-03-12", "2025-03-18, closes: 2025-03-18"],
      ["2025-03-13, closes: 2025-03-13", "2025-03-19, closes: 2025-03-19"],
      ["2025-03-14, closes: 2025-03-14", "2025-03-20, closes: 2025-03-20"],
    ].reduce(
      (moved, [from, to]) => moved.replace(from!, to!),
      resolveRevert(text, 0, "The document service retries now; replayed a day of downloads without an error"),
    );
  const number = await act.propose("resolve", "Resolve the revert, new dates", author, mend);
  await act.approve(number, ...everyone);
  await act.judge(number, "pass");

  tell.day("Mon 17 March, 10:00. Up again from the first stage: one stage a time.");
  await act.until("2025-03-17T10:00");
  await promote(act, "uat-2", "Test the fix with three people", up("uat"));
}

async function climb(tell: Teller, act: Actions) {
  tell.day("Tue 18 March, 10:00. Canary, 10 %: the same people as last week, nobody new is drawn.");
  await act.until("2025-03-18T10:00");
  await promote(act, "canary-2", "Start the canary again", up("canary"));

  tell.day("Wed 19 March, 11:00. A day of good numbers. 50 %.");
  await act.until("2025-03-19T11:00");
  await promote(act, "half", "Half of the users", leave("canary", "half", answers(1184)));

  tell.day("Thu 20 March, 12:00. Everyone.");
  await act.until("2025-03-20T12:00");
  await promote(act, "full", "Everyone", leave("half", "full", answers(5930)));
}

async function end(tell: Teller, act: Actions) {
  tell.day("Fri 28 March, 10:00. One week at 100 %: the check-in asks its questions.");
  await act.until("2025-03-28T10:00");
  await promote(act, "week", "One-week check-in", leave("full", "week-check", answers(11890)));

  tell.day("Mon 21 April, 10:00. One month.");
  await act.until("2025-04-21T10:00");
  await promote(act, "month", "One-month check-in", leave("week-check", "month-check", checkIn));

  tell.day(
    "Tue 22 April, 10:00. The code no longer asks for the flag; the plan retires and the flag leaves the store.",
  );
  await act.until("2025-04-22T10:00");
  await act.commit("src/download.js", cleanedCode, "Remove form1095b_download from the code");
  const retire = (text: string) =>
    leave("month-check", "retired", checkIn)(text).replace("- { done: false", "- { done: true");
  await promote(act, "retire", "Retire the flag", retire, "falling");
}

/** The happy path: opened, approved by all, judged Go, merged, published. */
async function promote(
  act: Actions,
  branch: string,
  title: string,
  edit: (text: string) => string,
  audience: "rising" | "falling" = "rising",
): Promise<void> {
  const number = await act.propose(`promote/${branch}`, title, author, edit);
  await act.approve(number, ...everyone);
  await act.judge(number, "pass");
  await act.publish(audience);
}
