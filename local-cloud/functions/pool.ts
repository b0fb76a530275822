import { randomUUID } from 'node:crypto';
import type { LocalClock } from '../clock.ts';
import type { FunctionCatalog, FunctionDefinition } from './catalog.ts';
import { FunctionError } from './errors.ts';
import { FunctionInstance } from './instance.ts';
import type { Caller, Invocation, Trigger } from './invocation.ts';
import { sourceOfTrigger } from './invocation.ts';
import type { InvocationLog } from './invocation-log.ts';
import type { SpareThreads } from './spare-threads.ts';

export interface PoolSettings {
  catalog: FunctionCatalog;
  clock: LocalClock;
  log: InvocationLog;
  /** The SDK's endpoint, e.g. `http://127.0.0.1:8787/admin`; known only once the server listens. */
  endpoint(): string;
  environment: string;
  /** Environment variables that the deployment would set, the same for every function. */
  variables?(): Record<string, string>;
  /** Threads per function; calls beyond wait for one. In production each would get an instance of its own. */
  instancesPerFunction?: number;
  /** Threads that may be taken over, and given back. */
  spareThreads?: SpareThreads;
}

export interface InvokeRequest {
  functionName: string;
  /** The event as JSON; empty for none. */
  event: string;
  trigger: Trigger;
  caller: Caller;
  /** The call within which this one was made: its identity and its chain of sources are kept. */
  parent?: Invocation;
  /** False for a run that WeChat gives no token for its calls; a call within a call has what its parent has. */
  hasToken?: boolean;
}

export interface Answer {
  /** What the function returned, as JSON. */
  json: string;
  requestId: string;
}

/** Production's limit on one function's runs at once; see "云函数并发" in the service's quotas. */
const runsPerFunction = 1000;
/** Threads in all, nested calls included: a function that calls itself must not take the machine. */
const threadsInAll = 64;
/** An instance that nobody needed for this long is let go, real milliseconds. */
const idleLimit = 10 * 60_000;

/** Runs functions on warm instances, keeps who calls whom, and starts a fresh instance where one was lost. */
export class FunctionPool {
  readonly #settings: PoolSettings;
  readonly #instances = new Map<string, Set<FunctionInstance>>();
  #waiting: (() => void)[] = [];
  readonly #running = new Map<string, Invocation>();
  readonly #sweeper: NodeJS.Timeout;
  #closed = false;

  constructor(settings: PoolSettings) {
    this.#settings = settings;
    this.#sweeper = setInterval(() => this.#retireIdle(), 60_000).unref();
  }

  /** The call under way that an SDK request belongs to; its id opens the request's `seqId`. */
  invocationOf(seqId: string): Invocation | undefined {
    return this.#running.get(seqId.slice(0, 36));
  }

  /** @throws FunctionError in the service's words where the function gave no answer. */
  async invoke(request: InvokeRequest): Promise<Answer> {
    const requestId = randomUUID();
    const { functionName, trigger, parent } = request;
    const definition = await this.#settings.catalog.find(functionName);
    if (!definition) throw new FunctionError('FUNCTION_NOT_FOUND', functionName, requestId);

    const source = parent ? `${parent.source},${sourceOfTrigger.function}` : sourceOfTrigger[trigger];
    const invocation: Invocation = {
      requestId,
      functionName,
      trigger,
      source,
      caller: request.caller,
      hasToken: parent?.hasToken ?? request.hasToken ?? true,
      event: withUserInfo(request, requestId),
    };
    const runs = [...this.#running.values()].filter((other) => other.functionName === functionName).length;
    if (runs >= runsPerFunction) {
      throw new FunctionError(
        'EXCEED_CONCURRENT_REQUEST_LIMIT',
        `${functionName} has ${runs} runs under way`,
        requestId,
      );
    }

    const record = this.#settings.log.begin(invocation);
    this.#running.set(requestId, invocation);
    const began = performance.now();
    try {
      const instance = await this.#acquire(definition, {
        nested: parent !== undefined,
        requestId,
        onColdStart: () => record.coldStart(),
      });
      const json = await instance.run({
        requestId,
        event: invocation.event,
        env: callEnvironment(invocation),
        context: this.#context(definition, invocation),
      });
      record.end(performance.now() - began);
      return { json, requestId };
    } catch (error) {
      record.end(performance.now() - began, error);
      throw error;
    } finally {
      this.#running.delete(requestId);
      this.#wakeWaiting();
    }
  }

  /** Resolves when no call is under way. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#sweeper);
    this.#wakeWaiting();
    await Promise.all([...this.#instances.values()].flatMap((set) => [...set].map((instance) => instance.stop())));
  }

  async #acquire(
    definition: FunctionDefinition,
    { nested, requestId, onColdStart }: { nested: boolean; requestId: string; onColdStart(): void },
  ): Promise<FunctionInstance> {
    const set = this.#instances.get(definition.name) ?? new Set();
    this.#instances.set(definition.name, set);
    for (;;) {
      if (this.#closed) throw new FunctionError('SYS_ERR', 'the local cloud is closing', requestId);
      for (const instance of set) {
        if (!instance.usable) set.delete(instance);
        else if (instance.idle && instance.definition.version === definition.version) return instance.take();
        else if (instance.idle) {
          set.delete(instance);
          void instance.stop();
        }
      }
      // A nested call holds up its caller's instance while it waits: it gets a thread of its own, or two functions
      // that call each other would wait for ever.
      const limit = nested ? threadsInAll : (this.#settings.instancesPerFunction ?? 8);
      if (set.size < limit && (this.#threads() < threadsInAll || this.#retireOneIdle())) {
        onColdStart();
        const instance = this.#start(definition);
        set.add(instance);
        return instance.take();
      }
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  #start(definition: FunctionDefinition): FunctionInstance {
    const { clock, environment, log, spareThreads } = this.#settings;
    return new FunctionInstance({
      definition,
      spares: spareThreads,
      clockCell: clock.cell,
      env: {
        // What wx-server-sdk 4.0.2 and @cloudbase/node-sdk 3.17.2 read. The endpoint is the one that redirects them here;
        // RUNENV spares a probe of the metadata host; without a secret the process ends.
        TCB_CONTEXT_CNFG: JSON.stringify({ URL: this.#settings.endpoint() }),
        TENCENTCLOUD_RUNENV: 'SCF',
        TENCENTCLOUD_REGION: 'ap-shanghai',
        TENCENTCLOUD_SECRETID: 'local-cloud',
        TENCENTCLOUD_SECRETKEY: 'local-cloud',
        SCF_NAMESPACE: environment,
        SCF_FUNCTIONNAME: definition.name,
        TCB_ENV: environment,
        TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SEQID,TCB_SOURCE,TCB_SESSIONTOKEN',
        WX_CONTEXT_KEYS: 'WX_CLIENTIP,WX_CLIENTIPV6,WX_APPID,WX_OPENID,WX_UNIONID,WX_API_TOKEN',
        TZ: 'UTC',
        ...this.#settings.variables?.(),
      },
      log: (requestId, level, text) => log.write(definition.name, requestId, level, text),
    });
  }

  #context(definition: FunctionDefinition, invocation: Invocation): Record<string, unknown> {
    return {
      request_id: invocation.requestId,
      function_name: definition.name,
      function_version: '$LATEST',
      namespace: this.#settings.environment,
      memory_limit_in_mb: definition.config.memorySize,
      time_limit_in_ms: definition.config.timeout * 1000,
      tencentcloud_region: 'ap-shanghai',
    };
  }

  #threads(): number {
    let threads = 0;
    for (const set of this.#instances.values()) threads += set.size;
    return threads;
  }

  /** In the order in which they came; those for whom there is still no thread wait again. */
  #wakeWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  #retireOneIdle(): boolean {
    for (const set of this.#instances.values()) {
      for (const instance of set) {
        if (!instance.idle) continue;
        set.delete(instance);
        void instance.stop();
        return true;
      }
    }
    return false;
  }

  #retireIdle(): void {
    for (const set of this.#instances.values()) {
      for (const instance of set) {
        if (!instance.usable || (instance.idle && Date.now() - instance.idleSince > idleLimit)) {
          set.delete(instance);
          void instance.stop();
        }
      }
    }
  }
}

/** What changes from call to call in an instance's environment; every name is named each time, so nothing is left over. */
function callEnvironment({
  requestId,
  source,
  trigger,
  caller,
  hasToken,
}: Invocation): Record<string, string | undefined> {
  return {
    TCB_SEQID: requestId,
    TCB_SOURCE: source,
    TRIGGER_SRC: trigger === 'timer' ? 'timer' : undefined,
    WX_APPID: caller.appid,
    WX_OPENID: caller.openid,
    WX_UNIONID: caller.unionid,
    WX_CLIENTIP: caller.clientIp,
    // As @cloudbase/node-sdk's wxCloudToken.js reads them: a timer's token has a name of its own.
    WX_API_TOKEN: hasToken && trigger !== 'timer' ? requestId : undefined,
    WX_TRIGGER_API_TOKEN_V0: hasToken && trigger === 'timer' ? requestId : undefined,
  };
}

/** The service adds `userInfo` to an event that is an object, over whatever the client put there. */
function withUserInfo({ event, caller: { openid, appid } }: InvokeRequest, requestId: string): string {
  let parsed: unknown;
  try {
    parsed = event === '' ? {} : JSON.parse(event);
  } catch (error) {
    throw new FunctionError('INVALID_PARAM', `the event is not JSON: ${(error as Error).message}`, requestId);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return event;
  return JSON.stringify({ ...parsed, userInfo: openid ? { appId: appid, openId: openid } : { appId: appid } });
}
