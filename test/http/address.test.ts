import { expect, it } from "vitest";
import { below, readAddress } from "../../scripts/http/address.ts";

it.each([
  "https://prometheus.example.gov",
  "https://prometheus.example.gov:9443/prometheus/",
  "http://127.0.0.1:9090",
  "http://127.1:9090",
  "http://[::1]:9090",
  "http://localhost:9090",
])("ADDRESS-1  %s may be asked", (text) => {
  expect(readAddress(text)).toEqual({ ok: true, url: new URL(text) });
});

it.each([
  ["http://prometheus.example.gov", "its url to prometheus.example.gov is http:// and not on this machine: use https"],
  ["http://127.0.0.1.example.gov", "its url to 127.0.0.1.example.gov is http:// and not on this machine: use https"],
  ["http://localhost.example.gov", "its url to localhost.example.gov is http:// and not on this machine: use https"],
  ["http://128.0.0.1", "its url to 128.0.0.1 is http:// and not on this machine: use https"],
  ["file:///etc/passwd", "its url to  is file:// and not on this machine: use https"],
  ["prometheus:9090", "its url to  is prometheus:// and not on this machine: use https"],
  ["not an address", "its url is not an address: write https://host/path"],
  ["", "its url is not an address: write https://host/path"],
])("ADDRESS-2  %s may not: %s", (text, why) => {
  expect(readAddress(text)).toEqual({ ok: false, why });
});

it("ADDRESS-3  credentials in an address are refused and not repeated", () => {
  const address = readAddress("https://sam:hunter2@prometheus.example.gov");
  expect(address).toEqual({
    ok: false,
    why: "its url to prometheus.example.gov holds a user name or password: remove them and name a token",
  });
});

it.each([
  ["https://a.example", "https://a.example/api/v1/query"],
  ["https://a.example/", "https://a.example/api/v1/query"],
  ["https://a.example/prometheus//", "https://a.example/prometheus/api/v1/query"],
  ["https://a.example/p?tenant=rx#top", "https://a.example/p/api/v1/query?tenant=rx"],
])("ADDRESS-4  below %s: %s", (base, whole) => {
  expect(below(new URL(base), "/api/v1/query").href).toBe(whole);
});
