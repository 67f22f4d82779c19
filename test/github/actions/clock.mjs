// Preloaded into a step: it is as late as the emulated GitHub says, and the client's courteous waits are short.
const started = Date.now();
const then = Date.parse(process.env.BENCH_NOW ?? "");
if (!Number.isNaN(then)) {
  const Real = Date;
  const now = () => then + (Real.now() - started);
  globalThis.Date = class extends Real {
    constructor(...args) {
      super(...(args.length === 0 ? [now()] : args));
    }
    static now = now;
  };
  const { setTimeout } = globalThis;
  globalThis.setTimeout = Object.assign((run, ms = 0, ...args) => setTimeout(run, ms / 50, ...args), setTimeout);
}
