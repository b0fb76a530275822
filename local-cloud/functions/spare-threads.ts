import type { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from './catalog.ts';

/** More than this many are ended. */
const MOST = 24;

/**
 * Threads that instances have left behind, each with its bundle compiled: the next instance of the same bundle starts in a sixth
 * of the time. It evaluates the bundle anew, so it remembers nothing of the one before. For a program that starts clouds one after
 * another, as tests do; a thread in here keeps no process alive.
 */
export class SpareThreads {
  readonly #threads = new Map<string, Worker[]>();
  #count = 0;

  take(definition: FunctionDefinition): Worker | undefined {
    const thread = this.#threads.get(keyOf(definition))?.pop();
    if (thread === undefined) return undefined;
    this.#count -= 1;
    thread.removeAllListeners('exit');
    return thread;
  }

  /** @param thread one whose listeners are gone and whose last call has been answered */
  async keep(definition: FunctionDefinition, thread: Worker): Promise<void> {
    if (this.#count >= MOST) {
      await thread.terminate();
      return;
    }
    const key = keyOf(definition);
    const kept = this.#threads.get(key) ?? [];
    this.#threads.set(key, kept);
    kept.push(thread);
    this.#count += 1;
    thread.on('exit', () => {
      if (!kept.includes(thread)) return;
      kept.splice(kept.indexOf(thread), 1);
      this.#count -= 1;
    });
  }
}

/** A thread can run no other bundle, and keeps the memory limit that it was made with. */
function keyOf({ file, version, config }: FunctionDefinition): string {
  return `${file} ${version} ${config.memorySize}`;
}
