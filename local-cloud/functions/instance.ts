import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from './catalog.ts';
import { FunctionError } from './errors.ts';
import type { SpareThreads } from './spare-threads.ts';

/** What a thread is told with each call. */
export interface InstanceCall {
  requestId: string;
  event: string;
  /** Undefined takes a name out of the environment. */
  env: Record<string, string | undefined>;
  context: Record<string, unknown>;
}

export interface InstanceSettings {
  definition: FunctionDefinition;
  /** The function's environment; the thread sees nothing of the process's own. */
  env: Record<string, string>;
  clockCell: SharedArrayBuffer;
  /** Where its thread may come from, and goes when the instance is no longer needed. */
  spares?: SpareThreads | undefined;
  log(requestId: string | undefined, level: string, text: string): void;
}

type ThreadMessage =
  | { type: 'ready' }
  | { type: 'unusable'; message: string }
  | { type: 'result'; json: string }
  | { type: 'failure'; message: string }
  | { type: 'log'; level: string; text: string };

interface CurrentCall {
  requestId: string;
  resolve(json: string): void;
  reject(error: FunctionError): void;
  timer: NodeJS.Timeout | undefined;
}

/** Loading a bundle is not part of a call's time, in production neither; there it may take this long. */
const loadLimit = 10_000;

const threadFile = fileURLToPath(new URL('./instance.cjs', import.meta.url));

/** One warm instance: a thread that runs the bundle, one call at a time. Whatever becomes of it, only its caller notices. */
export class FunctionInstance {
  readonly definition: FunctionDefinition;
  /** Machine time at which it last became idle, epoch milliseconds. */
  idleSince = Date.now();
  /** False once the thread has ended or was told to. */
  usable = true;

  readonly #worker: Worker;
  readonly #log: InstanceSettings['log'];
  readonly #spares: SpareThreads | undefined;
  #ready = false;
  #taken = false;
  #current: CurrentCall | undefined;
  #waiting: InstanceCall | undefined;
  #lastRequestId: string | undefined;

  constructor({ definition, env, clockCell, spares, log }: InstanceSettings) {
    this.definition = definition;
    this.#log = log;
    this.#spares = spares;
    this.#worker = spares?.take(definition) ?? startThread(definition);
    this.#worker.on('message', (message: ThreadMessage) => this.#receive(message));
    this.#worker.on('error', (error) => this.#die(error));
    this.#worker.on('exit', (code) => this.#die(`the function ended its process (exit code ${code})`));
    // An idle instance must not keep the process alive; the server does that.
    this.#worker.unref();
    this.#worker.postMessage({ type: 'begin', env, clockCell });
  }

  get idle(): boolean {
    return this.usable && !this.#taken;
  }

  /** Keeps it for a call that is about to be run: two that wake at once must not both find it idle. */
  take(): this {
    this.#taken = true;
    return this;
  }

  /** @returns the function's answer as JSON. @throws FunctionError where the function did not answer. */
  run(call: InstanceCall): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#taken = true;
      this.#lastRequestId = call.requestId;
      if (!this.usable) {
        reject(new FunctionError('FUNCTIONS_EXECUTE_FAIL', 'the instance ended before the call began', call.requestId));
        return;
      }
      this.#current = { requestId: call.requestId, resolve, reject, timer: undefined };
      if (this.#ready) {
        this.#start(call);
        return;
      }
      this.#waiting = call;
      this.#current.timer = setTimeout(() => {
        this.#fail('FUNCTIONS_EXECUTE_FAIL', `the bundle took more than ${loadLimit / 1000} seconds to load`);
      }, loadLimit);
    });
  }

  /** Ends the instance, and its thread unless it can be spared; a call under way fails. */
  async stop(): Promise<void> {
    const isSpare = this.idle && this.#ready;
    this.usable = false;
    if (this.#spares === undefined || !isSpare) {
      await this.#worker.terminate();
      return;
    }
    for (const event of ['message', 'error', 'exit']) this.#worker.removeAllListeners(event);
    await this.#spares.keep(this.definition, this.#worker);
  }

  /** What is logged after the answer still belongs to the last call. */
  get #requestId(): string | undefined {
    return this.#current?.requestId ?? this.#lastRequestId;
  }

  #start(call: InstanceCall): void {
    const current = this.#current;
    if (!current) return;
    const { timeout } = this.definition.config;
    clearTimeout(current.timer);
    current.timer = setTimeout(() => {
      this.#fail('FUNCTIONS_TIME_LIMIT_EXCEEDED', `Invoking task timed out after ${timeout} seconds`);
    }, timeout * 1000);
    this.#worker.postMessage({ type: 'call', event: call.event, env: call.env, context: call.context });
  }

  #receive(message: ThreadMessage): void {
    switch (message.type) {
      case 'ready': {
        this.#ready = true;
        const call = this.#waiting;
        this.#waiting = undefined;
        if (call) this.#start(call);
        return;
      }
      case 'log':
        this.#log(this.#requestId, message.level, message.text);
        return;
      case 'result': {
        const current = this.#release();
        current?.resolve(message.json);
        return;
      }
      case 'failure': {
        // The function threw: the call failed, the instance is as good as before.
        const current = this.#release();
        current?.reject(new FunctionError('FUNCTIONS_EXECUTE_FAIL', message.message, current.requestId));
        return;
      }
      case 'unusable':
        this.#fail('FUNCTIONS_EXECUTE_FAIL', message.message);
    }
  }

  #release(): CurrentCall | undefined {
    const current = this.#current;
    clearTimeout(current?.timer);
    this.#current = undefined;
    this.#taken = false;
    this.idleSince = Date.now();
    return current;
  }

  #die(error: unknown): void {
    const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (outOfMemory) {
      this.#fail(
        'FUNCTIONS_MEMORY_LIMIT_EXCEEDED',
        `the function used more than ${this.definition.config.memorySize} MB`,
      );
    } else {
      this.#fail('FUNCTIONS_EXECUTE_FAIL', error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  #fail(code: ConstructorParameters<typeof FunctionError>[0], detail: string): void {
    this.usable = false;
    const current = this.#release();
    current?.reject(new FunctionError(code, detail, current.requestId));
    void this.#worker.terminate();
  }
}

function startThread(definition: FunctionDefinition): Worker {
  return new Worker(threadFile, {
    workerData: { bundle: definition.file, compiled: definition.compiledFile, handler: 'main' },
    // Nothing of how this process was started (its environment, a TypeScript loader, a debugger) reaches the function.
    env: {},
    execArgv: [],
    argv: [],
    // The thread posts what is written there; nobody reads the streams, which would keep the process alive.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: definition.config.memorySize },
  });
}
