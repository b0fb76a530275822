'use strict';
// One warm instance of a cloud function: runs in a worker thread, takes one call at a time. Plain CommonJS, so that the
// thread starts without a loader of any kind, as the function does in production.

const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { format } = require('node:util');
const vm = require('node:vm');
const { parentPort, threadId, workerData } = require('node:worker_threads');
const { removeLater } = require('./later-than-runtime.cjs');

const { bundle, compiled, handler } = workerData;

/** Functions must not find it; this thread needs it. */
const importAsModulesDo = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;

/** What the local cloud's clock shows; another cloud's when the thread serves another. */
let clockCell;
/** The function of the instance that runs here now. */
let main;
/** The bundle, compiled once however many instances begin here one after another. */
let script;
/** Keeps what was compiled for threads to come; undone once it is kept. */
let keepCompiled;

followClock();
containProcess();
captureConsole();
removeLater();

parentPort.on('message', (message) => {
  if (message.type === 'begin') begin(message);
  else if (main) void answer(message);
});

function begin({ env, clockCell: cell }) {
  clockCell = new BigInt64Array(cell);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  main = loadHandler();
  if (main) parentPort.postMessage({ type: 'ready' });
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
  keepCompiled?.();
}

function loadHandler() {
  try {
    const loaded = load(bundle)[handler];
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

/** `require(file)`, anew each time. */
function load(file) {
  script ??= compile(file);
  const module = new Module(file);
  module.filename = file;
  module.paths = Module._nodeModulePaths(path.dirname(file));
  const run = script.runInThisContext();
  run.call(module.exports, module.exports, Module.createRequire(file), module, file, path.dirname(file));
  return module.exports;
}

/**
 * With the machine code of an earlier thread where there is any: compiling three to seven megabytes is half of what a start
 * costs. V8 itself refuses code of another version of its own or with other flags.
 */
function compile(file) {
  const cachedData = compiled && fs.existsSync(compiled) ? fs.readFileSync(compiled) : undefined;
  const made = new vm.Script(Module.wrap(fs.readFileSync(file, 'utf8')), {
    filename: file,
    ...(cachedData && { cachedData }),
    importModuleDynamically: importAsModulesDo,
  });
  if (compiled && (cachedData === undefined || made.cachedDataRejected)) {
    // After the first answer: by then the code that a call needs is compiled too.
    keepCompiled = () => {
      keepCompiled = undefined;
      keep(compiled, made.createCachedData());
    };
  }
  return made;
}

/** In place of what an older bundle left. Another thread sees no file or the whole of it; what can't be kept is compiled again. */
function keep(file, content) {
  const folder = path.dirname(file);
  const draft = `${file}.${process.pid}.${threadId}.tmp`;
  try {
    fs.mkdirSync(folder, { recursive: true });
    const outdated = fs.readdirSync(folder).filter((name) => !name.startsWith(path.basename(file)));
    fs.writeFileSync(draft, content);
    fs.renameSync(draft, file);
    for (const name of outdated) fs.rmSync(path.join(folder, name), { force: true });
  } catch {}
}

/** `Date` shows the local cloud's time; see clock.ts for what the cell holds. */
function followClock() {
  const RealDate = Date;
  const realNow = RealDate.now;
  const now = () => {
    const packed = Atomics.load(clockCell, 0);
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
  for (const [stream, level] of [
    [process.stdout, 'log'],
    [process.stderr, 'error'],
  ]) {
    stream.write = (chunk, encoding, done = encoding) => {
      parentPort.postMessage({ type: 'log', level, text: Buffer.from(chunk).toString().trimEnd() });
      if (typeof done === 'function') process.nextTick(done);
      return true;
    };
  }
}

function describe(error) {
  if (error instanceof Error) return error.stack ?? `${error.name}: ${error.message}`;
  return format(error);
}
