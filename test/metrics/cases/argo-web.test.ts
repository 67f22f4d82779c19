import { describe, expect, it } from "vitest";
import type { Answered } from "../../../scripts/flag/measurement.ts";
import { loadSettings } from "../../../scripts/load/settings.ts";
import { jsonProvider } from "../../../scripts/metrics/json.ts";
import { questionOf } from "../../conformance/provider.ts";
import fixture from "../../golden/metric-cases/argo-web.json" with { type: "json" };
import { napping } from "../../http/clock.ts";
import * as faults from "../../http/faults.ts";
import { inShort, type Short } from "./short.ts";

type Case = (typeof fixture.cases)[number];

/** What our provider makes of each: a number, or the reason why not. `config`: the settings are refused. */
const ours: Readonly<Record<string, Short>> = {
  "web-When_noJSONPathSpecified_And_MatchesConditions_Then_Succeed": "not-a-number",
  "web-When_matchesNeitherCondition_Then_Inconclusive": "not-a-number",
  "web-When_intStringReturnedInJson_And_MatchesConditions_Then_Succeed": 1,
  "web-When_intStringReturnedInJson_And_DoesNotMatcheConditions_Then_Failure": 0,
  "web-When_floatStringReturnedInJson_And_MatchesConditions_Then_Succeed": 1.2,
  "web-When_floatStringReturnedInJson_And_DoesNotMatcheConditions_Then_Failure": 1.2,
  "web-When_numberReturnedInJson_And_MatchesConditions_Then_Succeed": 1,
  "web-When_numberReturnedInJson_And_DoesNotMatchConditions_Then_Failure": 0,
  "web-When_floatReturnedInJson_And_MatchesConditions_Then_Success": 1.1,
  "web-When_floatReturnedInJson_And_DoesNotMatchConditions_Then_Failure": -1.1,
  "web-When_stringReturnedInJson_And_MatchesConditions_Then_Succeed": "not-a-number",
  "web-When_stringReturnedInJson_And_DoesNotMatchConditions_Then_Fail": "not-a-number",
  "web-When_boolReturnedInJson_And_MatchesConditions_Then_Succeed": "not-a-number",
  "web-When_boolReturnedInJson_And_DoesNotMatchConditions_Then_Fail": "not-a-number",
  "web-When_listReturnedInJson_And_MatchesConditions_Then_Succeed": "not-a-number",
  "web-When_listReturnedInJson_And_DoesNotMatchConditions_Then_Fail": "not-a-number",
  "web-When_mapReturnedInJson_And_MatchesConditions_Then_Succeed": "not-a-number",
  "web-When_mapReturnedInJson_And_DoesNotMatchConditions_Then_Fail": "not-a-number",
  "web-When_non200_Then_Error": "redirect",
  "web-When_BadURL_Then_Fail": "config",
  "web-When_200Response_And_EmptyBody_Then_Succeed": "not-json",
  "web-When_200Response_And_EmptyBody_And_SuccessConditionNotMet_Then_Fail": "not-json",
  "web-When_200Response_And_NonJsonBody_Then_Succeed": "not-json",
  "web-When_200Response_And_NonJsonBody_And_SuccessConditionNotMet_Then_Fail": "not-json",
  "web-When_200Response_And_JsonPathHasNoMatch_Then_Error": "bad-shape",
  "web-When_200Response_And_NilBody_Then_Succeed": "not-json",
  "web-When_200Response_And_AnyJson_Then_Succeed": "not-a-number",
  "web-When_non200Response_And_NoBody_Then_Failure": "bad-query",
  "web-When_methodEmpty_Then_server_gets_GET": "not-a-number",
  "web-When_methodGET_Then_server_gets_GET": "not-a-number",
  "web-When_methodPOST_Then_server_gets_body": "not-a-number",
  "web-When_methodPUT_Then_server_gets_body": "config",
  "web-When_sendingBodyWithGet_Then_Failure": "config",
  "web-When_methodPOST_Then_server_gets_jsonBody_Then_Succeed": "not-a-number",
  "web-When_methodPUT_Then_server_gets_jsonBody_Then_Succeed": "config",
  "web-When_sendingJsonBodyWithGet_Then_Failure": "config",
  "web-When_sending_BothBodyAndJsonBodyWithGet_Then_Failure": "config",
  "web-When_usingOAuth2_Then_Succeed": "not-a-number",
  "web-When_RejectedByOAuthServer_Then_Failure": "auth",
};

/** Where Argo comes to a verdict and we say error, by the reason we give, and why. */
const contradicted: Readonly<Record<string, string>> = {
  "not-a-number": "one number is asked for: there is no language of conditions on documents, texts, booleans and lists",
  "not-json": "an empty body or one without JSON holds no measurement, whatever the condition",
  config: "only GET and POST ask; PUT is for changing things",
};

/** Settings that say what the case says; the loader refuses them. */
const settings: Readonly<Record<string, string>> = {
  "web-When_BadURL_Then_Fail": '{ kind: json, url: "ftp://a.example/x" }',
  "web-When_methodPUT_Then_server_gets_body": '{ kind: json, url: "https://a.example/x", method: PUT }',
  "web-When_sendingBodyWithGet_Then_Failure": `{ kind: json, url: "https://a.example/x", method: GET, body: '{"a":1}' }`,
  "web-When_methodPUT_Then_server_gets_jsonBody_Then_Succeed":
    '{ kind: json, url: "https://a.example/x", method: PUT, body: "{}" }',
  "web-When_sendingJsonBodyWithGet_Then_Failure": '{ kind: json, url: "https://a.example/x", body: "[1]" }',
  "web-When_sending_BothBodyAndJsonBodyWithGet_Then_Failure":
    '{ kind: json, url: "https://a.example/x", method: POST, body: "{}", jsonBody: {} }',
};

const refused = (provider: string) =>
  !loadSettings({ file: "f.yaml", text: `environments: { production: { stores: [] } }\nproviders: { p: ${provider} }` })
    .ok;

/** `{$.key[0].value}` as a JSON Pointer; without one the whole document is meant. */
const pointerOf = (path: string | null) =>
  (path ?? "").replace(/^\{\$|\}$/g, "").replace(/\.(\w+)|\[(\d+)\]/g, "/$1$2");

async function ask({ http_status, http_body, jsonPath, method, id }: Case): Promise<Answered> {
  const status = id.includes("RejectedByOAuth") ? 401 : (http_status ?? 200);
  const server = await faults.startFaults(faults.answer(status, http_body ?? ""));
  const posts = method === "Post";
  const request = {
    url: server.url.href,
    method: posts ? "POST" : "GET",
    body: posts ? '{"key1":"value1"}' : null,
  } as const;
  const headers = { authorization: "Bearer oauth2-access-token" };
  const provider = jsonProvider({ name: "web", request, headers, pointer: null, retention: null, clock: napping() });
  const answer = await provider.ask(questionOf(pointerOf(jsonPath)));
  expect(server.seen[0]!.line).toBe(posts ? "POST /" : "GET /");
  expect(server.seen[0]!.body).toBe(posts ? '{"key1":"value1"}' : "");
  expect(server.seen[0]!.headers.authorization).toBe(headers.authorization);
  await server.close();
  return answer;
}

describe(`CASE-1  argo-web: ${fixture.adopt}`, () => {
  it("has all 39 cases", () => {
    expect(fixture.cases).toHaveLength(39);
    expect(Object.keys(ours).sort()).toEqual(fixture.cases.map(({ id }) => id).sort());
  });

  it.each(fixture.cases.map((one) => ({ ...one, ours: ours[one.id]! })))("$id is $ours", async (one) => {
    const text = settings[one.id];
    const short = text === undefined ? inShort(await ask(one)) : refused(text) ? "config" : "loaded";
    expect(short).toBe(one.ours);
    const agrees = (typeof short === "number") === (one.expected !== "error");
    if (!agrees) expect(contradicted).toHaveProperty(String(short));
    if (typeof short === "number") expect(String(short)).toBe(one.expected_value?.replaceAll('"', ""));
  });
});
