import { timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AdminAction } from '../admin/action.ts';
import type { LocalClock } from '../clock.ts';
import type { LocalDatabase } from '../database/database.ts';
import type { FaultRule, Faults } from '../faults.ts';
import type { FunctionCatalog } from '../functions/catalog.ts';
import type { InvocationLog } from '../functions/invocation-log.ts';
import { decodePart, RequestError, readJsonObject, sendJson } from '../gateway/body.ts';
import type { RequestLog } from '../gateway/request-log.ts';
import type { OpenapiService } from '../openapi/service.ts';
import { changeGrant, parseGrantChange } from '../staff.ts';
import type { FileStore } from '../storage/file-store.ts';
import type { TimerScheduler } from '../timers/scheduler.ts';

/** What the console looks at and moves. */
export interface ConsoleParts {
  environment: string;
  dataFolder: string;
  repairs: readonly string[];
  /** Guards what only the owner of the data folder may do. */
  token: string;
  clock: LocalClock;
  database: LocalDatabase;
  databaseActions: Record<string, AdminAction>;
  catalog: FunctionCatalog;
  invocations: InvocationLog;
  requests: RequestLog;
  openapi: OpenapiService;
  timers: TimerScheduler;
  files: FileStore;
  faults: Faults;
  /** Where the H5 app is served, e.g. `http://127.0.0.1:10086`; scanned codes lead there. */
  h5: string | undefined;
}

const pageFiles: Readonly<Record<string, { file: string; type: string }>> = {
  '': { file: 'index.html', type: 'text/html; charset=utf-8' },
  'console.css': { file: 'console.css', type: 'text/css; charset=utf-8' },
  'console.js': { file: 'console.js', type: 'text/javascript; charset=utf-8' },
};

/** `/__local`: a page for people, and below it the same as JSON. */
export async function answerConsole(
  req: IncomingMessage,
  res: ServerResponse,
  { url, parts }: { url: URL; parts: ConsoleParts },
): Promise<void> {
  const [name = '', ...rest] = url.pathname
    .replace(/^\/__local\/?/, '')
    .split('/')
    .map(decodePart);
  const page = rest.length === 0 ? pageFiles[name] : undefined;
  if (page) {
    await sendPage(res, page);
    return;
  }
  const operation = operations[`${req.method} ${name}`];
  if (!operation) {
    req.resume();
    const known = Object.keys(operations).some((key) => key.endsWith(` ${name}`));
    throw new RequestError(known ? 405 : 404, `${req.method} ${url.pathname}: the console has no such thing`);
  }
  await operation({ req, res, url, rest, parts });
}

interface Context {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  /** What follows the name in the path. */
  rest: readonly string[];
  parts: ConsoleParts;
}

const operations: Readonly<Record<string, (context: Context) => Promise<void> | void>> = {
  async 'GET status'({ res, parts }) {
    const { clock, environment, dataFolder, repairs, catalog } = parts;
    const functions = await catalog.list();
    sendJson(res, 200, {
      environment,
      dataFolder,
      repairs,
      now: new Date(clock.now()).toISOString(),
      frozen: clock.frozen,
      memory: process.memoryUsage().rss,
      functions: functions.map(({ name, config }) => ({ name, ...config })),
    });
  },

  'GET requests'({ res, url, parts }) {
    sendJson(
      res,
      200,
      parts.requests.list({ ...readFilter(url, ['functionName', 'invocation', 'collection']), ...readLimit(url) }),
    );
  },
  'DELETE requests'({ res, parts }) {
    parts.requests.clear();
    sendJson(res, 200, []);
  },

  'GET logs'({ res, url, parts }) {
    sendJson(
      res,
      200,
      parts.invocations.list({ ...readFilter(url, ['functionName', 'requestId']), ...readLimit(url) }),
    );
  },

  'GET collections'({ res, url, rest, parts }) {
    const [collection] = rest;
    if (collection === undefined || collection === '') {
      sendJson(res, 200, parts.database.collections());
      return;
    }
    if (!parts.database.collections().some(({ name }) => name === collection)) {
      throw new RequestError(404, `there is no collection ${collection}`);
    }
    const query = url.searchParams.get('query');
    const page = {
      limit: Math.min(readNumber(url, 'limit') ?? 20, 1000),
      offset: readNumber(url, 'offset') ?? 0,
      ...(query !== null && { query: checkQuery(query) }),
    };
    sendJson(
      res,
      200,
      refusing(() => parts.database.browse(collection, page)),
    );
  },

  'GET messages'({ res, parts }) {
    sendJson(res, 200, parts.openapi.records());
  },
  'GET openapi'({ res, parts }) {
    sendJson(res, 200, parts.openapi.settings);
  },
  async 'POST openapi'({ req, res, parts }) {
    const change = await readJsonObject(req);
    refusing(() => parts.openapi.change(change));
    sendJson(res, 200, parts.openapi.settings);
  },

  'GET timers'({ res, parts }) {
    sendJson(res, 200, parts.timers.list());
  },
  async 'POST timers'({ req, res, rest, parts }) {
    if (rest[0] !== 'run') throw new RequestError(404, 'timers are run at /__local/timers/run');
    const { functionName, name } = await readJsonObject(req);
    const run = await parts.timers.runNow(String(functionName), String(name));
    if (!run) throw new RequestError(404, `${String(functionName)} has no timer ${String(name)}`);
    sendJson(res, 200, run);
  },

  'GET clock'({ res, parts }) {
    sendClock(res, parts.clock);
  },
  async 'POST clock'({ req, res, parts }) {
    const change = await readJsonObject(req);
    refusing(() => moveClock(parts.clock, change));
    await parts.timers.settled();
    sendClock(res, parts.clock);
  },

  'GET faults'({ res, parts }) {
    sendJson(res, 200, parts.faults.list());
  },
  async 'POST faults'({ req, res, parts }) {
    const rule = await readJsonObject(req);
    refusing(() => parts.faults.add(rule as unknown as FaultRule));
    sendJson(res, 200, parts.faults.list());
  },
  'DELETE faults'({ res, parts }) {
    parts.faults.clear();
    sendJson(res, 200, parts.faults.list());
  },

  async 'GET files'({ res, parts }) {
    const files = await parts.files.list();
    sendJson(
      res,
      200,
      files.map(({ body: _body, ...file }) => file),
    );
  },

  async 'POST grant'({ req, res, parts }) {
    const given = Buffer.from(String(req.headers['x-local-token'] ?? ''));
    const token = Buffer.from(parts.token);
    if (given.length !== token.length || !timingSafeEqual(given, token)) {
      req.resume();
      throw new RequestError(403, 'roles are granted by whoever can read the data folder');
    }
    const body = await readJsonObject(req);
    const change = refusing(() => parseGrantChange(body));
    sendJson(res, 200, await changeGrant(parts.databaseActions, change, parts.clock.now()));
  },

  'GET code'({ res, url, parts }) {
    const page = url.searchParams.get('page') ?? '';
    const scene = url.searchParams.get('scene') ?? '';
    if (parts.h5 === undefined) {
      sendJson(res, 200, { page, scene, note: 'this cloud does not know where the H5 app is served' });
      return;
    }
    const address = new URL(parts.h5);
    address.hash = `/${page}?scene=${encodeURIComponent(scene)}`;
    res.writeHead(302, { location: address.href }).end();
  },
};

async function sendPage(res: ServerResponse, { file, type }: { file: string; type: string }): Promise<void> {
  const body = await readFile(new URL(`./page/${file}`, import.meta.url));
  res.writeHead(200, {
    'content-type': type,
    'content-length': body.length,
    'cache-control': 'no-cache',
    // Documents hold what anybody typed: no script but the console's own, from its own file.
    'content-security-policy': "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    'x-content-type-options': 'nosniff',
  });
  res.end(body);
}

function sendClock(res: ServerResponse, clock: LocalClock): void {
  sendJson(res, 200, { now: new Date(clock.now()).toISOString(), frozen: clock.frozen });
}

/** `{set}` an instant, `{advance}` milliseconds, `{freeze: true | instant}`, `{run: true}`. */
function moveClock(clock: LocalClock, change: Record<string, unknown>): void {
  const { set, advance, freeze, run } = change;
  if (typeof set === 'string' || typeof set === 'number') clock.set(set);
  else if (typeof advance === 'number') clock.advance(advance);
  else if (typeof freeze === 'string' || typeof freeze === 'number') clock.freeze(freeze);
  else if (freeze === true) clock.freeze();
  else if (run === true) clock.run();
  else
    throw new Error(
      'the clock takes {set: instant}, {advance: milliseconds}, {freeze: true or instant} or {run: true}',
    );
}

function readFilter<K extends string>(url: URL, names: readonly K[]): Partial<Record<K, string>> {
  const filter: Partial<Record<K, string>> = {};
  for (const name of names) {
    const value = url.searchParams.get(name);
    if (value !== null) filter[name] = value;
  }
  return filter;
}

function readLimit(url: URL): { limit?: number } {
  const limit = readNumber(url, 'limit');
  return limit === undefined ? {} : { limit };
}

function readNumber(url: URL, name: string): number | undefined {
  const text = url.searchParams.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new RequestError(400, `${name} "${text}" is not a number`);
  return Number(text);
}

/** EJSON, as the SDK would send it; what is no object at all is said here, the rest by the database. */
function checkQuery(text: string): string {
  try {
    const query: unknown = JSON.parse(text);
    if (typeof query === 'object' && query !== null && !Array.isArray(query)) return text;
  } catch {
    // Said below, with what was given.
  }
  throw new RequestError(400, `query ${text} is not a JSON object`);
}

/** What the caller got wrong is a 400, with the reason. */
function refusing<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new RequestError(400, error instanceof Error ? error.message : String(error));
  }
}
