import fc from "fast-check";
import { expect, it } from "vitest";
import { fill, resolveQuery } from "../../scripts/metrics/json-request.ts";
import { anyText, questionOf } from "../conformance/provider.ts";

const get = (url: string, query = "q") => fill({ url, method: "GET", body: null }, questionOf(query))?.url.href;
const times = "{{window}} {{from}} {{to}} {{fromMs}} {{toMs}} {{fromSeconds}} {{toSeconds}}";
const filled = "3600s 2026-01-15T11:00:00Z 2026-01-15T12:00:00Z 1768474800000 1768478400000 1768474800 1768478400";

it("REQUEST-1  every time of the window, in a body and in a query", () => {
  const exchange = fill(
    { url: "https://a.example/", method: "POST", body: `{"t":"${times}","q":"{{query}}"}` },
    questionOf(times),
  );
  expect(JSON.parse(exchange!.body!)).toEqual({ t: filled, q: filled });
  expect(resolveQuery(questionOf(times))).toBe(filled);
});

it("REQUEST-2  what was put in is not looked at again, and other braces stay", () => {
  expect(get("https://a.example/?q={{query}}&b={{other}}", "{{query}} {{x}}")).toBe(
    "https://a.example/?q=%7B%7Bquery%7D%7D%20%7B%7Bx%7D%7D&b={{other}}",
  );
});

it("REQUEST-3  whatever the query, it stays one text in the body and one part of the address", () => {
  const template = {
    url: "https://a.example/p/{{query}}/x?q={{query}}",
    method: "POST",
    body: '{"q":"{{query}}"}',
  } as const;
  fc.assert(
    fc.property(anyText, (text) => {
      const query = text.replaceAll("{{", "");
      const exchange = fill(template, questionOf(query));
      if (exchange === null) return void expect(query).toMatch(/^\.\.?$/);
      expect(JSON.parse(exchange.body!)).toEqual({ q: query });
      expect(exchange.url.host).toBe("a.example");
      expect(exchange.url.pathname.split("/")).toHaveLength(4);
      expect(exchange.url.searchParams.get("q")).toBe(Buffer.from(query).toString());
    }),
  );
});

it.each([".", ".."])("REQUEST-4  %s leads to another place, and is no request", (query) => {
  expect(get("https://a.example/p/{{query}}/x", query)).toBeUndefined();
  expect(get("https://a.example/p?q={{query}}", query)).toBe(`https://a.example/p?q=${query}`);
});
