'use strict';
// One warm instance of a cloud function: runs in a worker thread, takes one call at a time. Plain CommonJS, so that the
// thread starts without a loader of any kind, as the function does in production.

const { format } = require('node:util');
const { parentPort, workerData } = require('node:worker_threads');

const { bundle, clockCell, handler } = workerData;

followClock(new BigInt64Array(clockCell));
containProcess();
captureConsole();

const main = loadHandler();
if (main) {
  parentPort.on('message', (call) => void answer(call));
  parentPort.postMessage({ type: 'ready' });
}

async function answer({ event, env, context }) {
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  const deadline = performance.now() + context.time_limit_in_ms;
  try {
    const result = await main(JSON.parse(event), {
      ...context,
      getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
    });
    // What JSON can't say gets lost here in production too; nothing at all is answered as null.
    parentPort.postMessage({ type: 'result', json: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    parentPort.postMessage({ type: 'failure', message: describe(error) });
  }
}

function loadHandler() {
  try {
    const loaded = require(bundle)[handler];
    if (typeof loaded === 'function') return loaded;
    parentPort.postMessage({
      type: 'unusable',
      message: `HandlerNotFound: the bundle exports no function "${handler}"`,
    });
  } catch (error) {
    parentPort.postMessage({ type: 'unusable', message: describe(error) });
  }
  return undefined;
}

/** `Date` shows the local cloud's time; see clock.ts for what the cell holds. */
function followClock(cell) {
  const RealDate = Date;
  const realNow = RealDate.now;
  const now = () => {
    const packed = Atomics.load(cell, 0);
    const value = Number(packed >> 1n);
    return (packed & 1n) === 1n ? value : realNow() + value;
  };
  const LocalDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget === LocalDate ? target : newTarget),
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.now = now;
  RealDate.prototype.constructor = LocalDate;
  globalThis.Date = LocalDate;
}

/** A function that kills its process ends this instance alone: the process is everybody's. */
function containProcess() {
  process.kill = (pid) => {
    if (pid === process.pid) process.exit(137);
    throw Object.assign(new Error('kill EPERM'), { code: 'EPERM', errno: -1, syscall: 'kill' });
  };
}

/** Posted at once, so that the lines before an endless loop or a crash are there. */
function captureConsole() {
  for (const level of ['debug', 'log', 'info', 'warn', 'error', 'trace']) {
    console[level] = (...values) => parentPort.postMessage({ type: 'log', level, text: format(...values) });
  }
}

function describe(error) {
  if (error instanceof Error) return error.stack ?? `${error.name}: ${error.message}`;
  return format(error);
}
