import { parentPort, workerData } from "node:worker_threads";
import { examine, type TextRead } from "./examine.ts";
import { ownSettings } from "./own.ts";

/** A thread that examines the plans it is sent, portion by portion; examiners.ts starts it. */
const settings = await ownSettings({ root: String(workerData.root) });

parentPort?.on("message", (portion: readonly TextRead[]) => {
  parentPort?.postMessage(portion.map((read) => examine(read, settings)));
});
