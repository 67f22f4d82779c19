import { expect, it } from "vitest";
import { originOf, placeOf } from "../../scripts/commands/origin.ts";
import { testRepository } from "../support/repository.ts";

it.each([
  ["https://github.com/example-org/benefits.git", "github.com"],
  ["https://github.com/example-org/benefits/", "github.com"],
  ["https://x-access-token:secret@github.com/example-org/benefits", "github.com"],
  ["git@github.com:example-org/benefits.git", "github.com"],
  ["GitHub.com:example-org/benefits", "github.com"],
  ["ssh://git@github.com/example-org/benefits.git", "github.com"],
  ["ssh://git@ssh.github.com:443/example-org/benefits.git", "github.com"],
  ["http://127.0.0.1:8080/example-org/benefits.git", "127.0.0.1:8080"],
])("ORIGIN-1  %s is a repository on a server", (url, host) => {
  expect(placeOf(url)).toEqual({ host, owner: "example-org", name: "benefits" });
});

it.each(["", "/srv/git/benefits.git", "../benefits", "file:///srv/git/benefits.git", "https://github.com/example-org"])(
  "ORIGIN-2  %j is none",
  (url) => {
    expect(placeOf(url)).toBeNull();
  },
);

it.each([
  ["https://github.com/o/n", {}, { serverUrl: "https://github.com", apiUrl: "https://api.github.com" }],
  ["https://gitlab.com/o/n", {}, null],
  ["git@ghe.example.gov:o/n.git", {}, null],
  ["git@ghe.example.gov:o/n.git", { GH_HOST: "ghe.example.gov" }, { apiUrl: "https://ghe.example.gov/api/v3" }],
  ["https://ghe.example.gov/o/n", { GITHUB_SERVER_URL: "https://ghe.example.gov/" }, { owner: "o", name: "n" }],
  ["https://github.com.example.org/o/n", {}, null],
  [
    "https://github.com/o/n",
    { GITHUB_SERVER_URL: "https://ghe.example.gov", GITHUB_API_URL: "https://ghe.example.gov/api/v3" },
    { serverUrl: "https://github.com", apiUrl: "https://api.github.com" },
  ],
])("ORIGIN-3  %s with %j", async (url, env: Readonly<Record<string, string>>, expected) => {
  const here = testRepository();
  here.git("remote", "add", "origin", url);
  const found = await originOf(here.root, (name) => env[name]);
  if (expected === null) expect(found).toBeNull();
  else expect(found).toMatchObject(expected);
});
