import { describe, expect, it } from "vitest";
import { type Read, readCsv, readJson } from "../../scripts/metrics/recording.ts";

const plain = (read: Read) =>
  read.ok
    ? {
        series: read.recording.series,
        rows: read.recording.rows.map(({ time, counts }) => [time.toMillis(), Object.fromEntries(counts)]),
      }
    : read;
const noon = Date.parse("2026-01-15T12:00:00Z");

describe("CSV", () => {
  it("RECORDING-1  has series, instants and counts; comments, blank lines and a byte order mark are nothing", () => {
    const text =
      "\uFEFF# an hour a row\r\ntime, downloads ,errors\r\n2026-01-15T12:00:00Z,812,3\r\n\r\n2026-01-15T13:00:00Z,,0\r\n";
    expect(plain(readCsv(text))).toEqual({
      series: ["downloads", "errors"],
      rows: [
        [noon, { downloads: "812", errors: "3" }],
        [noon + 3_600_000, { downloads: null, errors: "0" }],
      ],
    });
  });

  const row = "2026-01-15T12:00:00Z,1";
  it.each([
    ["", "line 1", "the file is empty"],
    ["# only a comment\n", "line 1", "the file is empty"],
    ["when,downloads\n", "line 1", "the first line must be time,<series>,..."],
    ["time\n", "line 1", "the first line must be time,<series>,..."],
    ["time,a,\n", "line 1", "a series has no name"],
    ["time,a,a\n", "line 1", "two series have the same name"],
    [`time,a\n${row}\n# note\n${row},2\n`, "line 4", "expected 2 cells, got 3"],
    ["time,a\nnoon,1\n", "line 2", "time is no instant with an offset: write 2026-01-15T12:00:00Z"],
    ["time,a\n2026-01-15T12:00:00,1\n", "line 2", "time is no instant with an offset: write 2026-01-15T12:00:00Z"],
    [`time,a\n${row}\n${row}\n`, "line 3", "time is not later than the one before it"],
    [`time,a\n${row}\n2026-01-15T11:00:00Z,1\n`, "line 3", "time is not later than the one before it"],
    ["<<<<<<< HEAD\ntime,a\n", "line 1", "the first line must be time,<series>,..."],
  ])("RECORDING-2  %j is refused at %s: %s", (text, place, why) => {
    expect(readCsv(text)).toEqual({ ok: false, place, why });
  });
});

describe("JSON", () => {
  it("RECORDING-3  is a list of objects with a time and counts", () => {
    const text = '[{"time":"2026-01-15T12:00:00Z","a":1},{"time":"2026-01-15T13:00:00Z","a":null,"__proto__":7}]';
    const read = readJson(text);
    expect(read).toMatchObject({ ok: true, recording: { series: ["a", "__proto__"] } });
    expect(read.ok && read.recording.rows.map(({ counts }) => counts.get("a"))).toEqual([1, null]);
    expect(readJson("[]")).toMatchObject({ ok: true, recording: { series: [], rows: [] } });
  });

  it.each([
    ["{", "entry 1", "the file is no JSON"],
    ["{}", "entry 1", "the file is no list of objects"],
    ['[{"time":"2026-01-15T12:00:00Z"},7]', "entry 2", "expected an object with `time` and counts"],
    ["[[]]", "entry 1", "expected an object with `time` and counts"],
    ['[{"a":1}]', "entry 1", "time is no instant with an offset: write 2026-01-15T12:00:00Z"],
    ['[{"time":1768478400}]', "entry 1", "time is no instant with an offset: write 2026-01-15T12:00:00Z"],
  ])("RECORDING-4  %j is refused at %s: %s", (text, place, why) => {
    expect(readJson(text)).toEqual({ ok: false, place, why });
  });
});
