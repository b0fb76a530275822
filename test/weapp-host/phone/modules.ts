import { phoneDate } from './clock.ts';
import { resolvePath } from './paths.ts';

/** What the language itself defines, in WeChat's JavaScript engines too; everything else of a browser is hidden. */
const LANGUAGE = new Set(
  `Object Array Boolean Number String Symbol BigInt Error EvalError RangeError ReferenceError SyntaxError TypeError
  URIError AggregateError Math JSON RegExp Map Set WeakMap WeakSet WeakRef Promise Proxy Reflect ArrayBuffer
  SharedArrayBuffer DataView Atomics Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array
  Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array Infinity NaN undefined isFinite isNaN parseFloat
  parseInt decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval`.split(/\s+/),
);

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Every name that a browser's page sees and a mini program doesn't. `Intl` is among them: some phones lack it. */
function browserNames(): string[] {
  const names = new Set<string>();
  for (let scope: object | null = window; scope !== null && scope !== Object.prototype; ) {
    for (const name of Object.getOwnPropertyNames(scope)) names.add(name);
    scope = Object.getPrototypeOf(scope) as object | null;
  }
  return [...names].filter((name) => IDENTIFIER.test(name) && !LANGUAGE.has(name));
}

/** WeChat runs no code that is made at run time; a library that asks for the global object gets it. */
function guardedFunction(globals: () => object): FunctionConstructor {
  const guarded = (...parts: unknown[]) => {
    if (parts.at(-1) === 'return this') return () => globals();
    throw new EvalError('a mini program may not make functions from text');
  };
  guarded.prototype = Function.prototype;
  return guarded as unknown as FunctionConstructor;
}

export interface Modules {
  /** Runs a script once and returns its exports. `path` is without suffix. */
  run(path: string): unknown;
  has(path: string): boolean;
}

/** The mini program's scripts as CommonJS modules that see `provided` and the language, and nothing of the browser. */
export function createModules(scripts: Record<string, string>, provided: Record<string, unknown>): Modules {
  const globals: Record<string, unknown> = {
    ...provided,
    console,
    Date: phoneDate,
    setTimeout: setTimeout.bind(window),
    clearTimeout: clearTimeout.bind(window),
    setInterval: setInterval.bind(window),
    clearInterval: clearInterval.bind(window),
  };
  globals.Function = guardedFunction(() => globals);
  globals.globalThis = globals;
  globals.global = globals;
  const hidden = browserNames().filter((name) => !(name in globals));
  const names = [...Object.keys(globals), ...hidden];
  const values = Object.values(globals);
  const loaded = new Map<string, { exports: unknown }>();

  function run(path: string): unknown {
    const known = loaded.get(path);
    if (known !== undefined) return known.exports;
    const code = scripts[`${path}.js`];
    if (code === undefined) throw new Error(`module '${path}.js' is not defined`);
    const module = { exports: {} as unknown };
    loaded.set(path, module);
    const body = new Function('require', 'module', 'exports', ...names, `${code}\n//# sourceURL=weapp:///${path}.js`);
    body.call(
      module.exports,
      (to: string) => run(resolvePath(path, to).replace(/\.js$/, '')),
      module,
      module.exports,
      ...values,
    );
    return module.exports;
  }

  return { run, has: (path) => scripts[`${path}.js`] !== undefined };
}
