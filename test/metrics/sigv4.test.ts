import { expect, it } from "vitest";
import { sign } from "../../scripts/metrics/sigv4.ts";
import { authorization } from "./fakes/signature.ts";

const keys = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  sessionToken: null,
};
const scope = { region: "us-east-1", service: "service" };
const at = Date.parse("2015-08-30T12:36:00Z");

it("SIGV4-1  signs as the published test suite does, get-vanilla", async () => {
  const url = new URL("https://example.amazonaws.com/");
  const { headers } = await sign({ url, method: "GET" }, keys, scope, at);
  expect(headers).toEqual({
    "x-amz-date": "20150830T123600Z",
    authorization:
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, " +
      "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
  });
});

it("SIGV4-2  body, content type and session token are signed too, as a second implementation finds", async () => {
  const url = new URL("https://monitoring.example:8443/");
  const exchange = {
    url,
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.0" },
    body: '{"a":"é"}',
  } as const;
  const signed = await sign(exchange, { ...keys, sessionToken: "session+token/==" }, scope, at + 999);
  const headers = { ...signed.headers, host: url.host };
  const names = ["content-type", "host", "x-amz-date", "x-amz-security-token"];
  expect(signed.headers!["x-amz-security-token"]).toBe("session+token/==");
  expect(signed.headers!.authorization).toBe(
    authorization({ method: "POST", path: "/", headers, text: exchange.body }, { ...keys, ...scope }, names),
  );
});
