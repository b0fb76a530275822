'use strict';
// What Node got after 18.15, the runtime for which the deployment makes functions (RUNTIME in scripts/deploy/steps.ts). A thread
// here runs on the machine's own Node, 20 or later: what it has beyond that is taken away before a bundle is loaded, so that
// a function that needs it fails here and not in production. esbuild (target node18) sees to syntax, not to methods.
//
// Where each is stated: JavaScript's own in V8's releases (18.15 has V8 10.2; https://v8.dev/blog, chromestatus.com), Node's in the
// "Added in" lines of https://nodejs.org/docs/latest-v20.x/api/ and https://nodejs.org/docs/latest-v22.x/api/. Each was looked for in a
// Node 18.15.0 and is absent there; what a diff of the two showed between 18.15.0 and 20.20 is all here, but for
// symbols, what only Node's own libraries use, and `bytes()` of Request and Response: to reach these two loads Node's whole `fetch`,
// in every thread; and `tracingChannel` of diagnostics_channel, which `net` wants when it is loaded. What Node's own libraries
// still miss then: `Readable.prototype.map` and its like need AbortSignal.any, and say so.

/** The runtime whose likeness this is. */
const RUNTIME = 'Nodejs18.15';

/** By the path from `globalThis`; a version is the first that has it. */
const GLOBALS = {
  // V8 10.6 and 11.0 to 11.3, Node 20
  'Intl.NumberFormat.prototype.formatRange': 'V8 10.6',
  'Intl.NumberFormat.prototype.formatRangeToParts': 'V8 10.6',
  'Intl.PluralRules.prototype.selectRange': 'V8 10.6',
  'Array.prototype.toReversed': 'V8 11.0',
  'Array.prototype.toSorted': 'V8 11.0',
  'Array.prototype.toSpliced': 'V8 11.0',
  'Array.prototype.with': 'V8 11.0',
  'Int8Array.__proto__.prototype.toReversed': 'V8 11.0',
  'Int8Array.__proto__.prototype.toSorted': 'V8 11.0',
  'Int8Array.__proto__.prototype.with': 'V8 11.0',
  'String.prototype.isWellFormed': 'V8 11.1',
  'String.prototype.toWellFormed': 'V8 11.1',
  'ArrayBuffer.prototype.resize': 'V8 11.1',
  'ArrayBuffer.prototype.resizable': 'V8 11.1',
  'ArrayBuffer.prototype.maxByteLength': 'V8 11.1',
  'SharedArrayBuffer.prototype.grow': 'V8 11.1',
  'SharedArrayBuffer.prototype.growable': 'V8 11.1',
  'SharedArrayBuffer.prototype.maxByteLength': 'V8 11.1',
  'RegExp.prototype.unicodeSets': 'V8 11.2',
  // Node 21 to 24
  'ArrayBuffer.prototype.transfer': 'V8 11.4',
  'ArrayBuffer.prototype.transferToFixedLength': 'V8 11.4',
  'ArrayBuffer.prototype.detached': 'V8 11.4',
  'Object.groupBy': 'V8 11.7',
  'Map.groupBy': 'V8 11.7',
  'Promise.withResolvers': 'V8 11.9',
  'Array.fromAsync': 'V8 12.1',
  'Set.prototype.union': 'V8 12.2',
  'Set.prototype.intersection': 'V8 12.2',
  'Set.prototype.difference': 'V8 12.2',
  'Set.prototype.symmetricDifference': 'V8 12.2',
  'Set.prototype.isSubsetOf': 'V8 12.2',
  'Set.prototype.isSupersetOf': 'V8 12.2',
  'Set.prototype.isDisjointFrom': 'V8 12.2',
  Iterator: 'V8 12.2',
  'Promise.try': 'V8 12.8',
  'Error.isError': 'V8 13.4',
  Float16Array: 'V8 13.5',
  'Math.f16round': 'V8 13.5',
  'DataView.prototype.getFloat16': 'V8 13.5',
  'DataView.prototype.setFloat16': 'V8 13.5',
  'RegExp.escape': 'V8 13.6',
  'Math.sumPrecise': 'V8 13.7',
  'Uint8Array.fromBase64': 'V8 14.0',
  'Uint8Array.fromHex': 'V8 14.0',
  'Uint8Array.prototype.toBase64': 'V8 14.0',
  'Uint8Array.prototype.toHex': 'V8 14.0',
  // Node's own
  'Buffer.copyBytesFrom': '18.16',
  'URLSearchParams.prototype.size': '18.16',
  'URL.canParse': '18.17',
  'AbortSignal.any': '18.17',
  CustomEvent: '19.0',
  // `node:crypto` has them in its `webcrypto`.
  crypto: '19.0',
  Crypto: '19.0',
  CryptoKey: '19.0',
  SubtleCrypto: '19.0',
  // `node:perf_hooks` has them.
  PerformanceEntry: '19.0',
  PerformanceMark: '19.0',
  PerformanceMeasure: '19.0',
  PerformanceObserver: '19.0',
  PerformanceObserverEntryList: '19.0',
  PerformanceResourceTiming: '19.0',
  // `node:buffer` has it.
  File: '20.0',
  'ReadableStream.from': '20.6',
  'process.loadEnvFile': '20.12',
  'process.availableMemory': '20.13',
  'process.getBuiltinModule': '20.16',
  'Blob.prototype.bytes': '20.16',
  navigator: '21.0',
  Navigator: '21.0',
  'URL.parse': '20.18, 22.1',
  WebSocket: '22.0',
  CloseEvent: '23.0',
  EventSource: '22.3, by a flag',
  Storage: '22.4, by a flag',
  localStorage: '22.4, by a flag',
  sessionStorage: '22.4, by a flag',
};

/** Of the prototype that all iterators have in common. */
const ITERATORS = {
  map: 'V8 12.2',
  filter: 'V8 12.2',
  take: 'V8 12.2',
  drop: 'V8 12.2',
  flatMap: 'V8 12.2',
  reduce: 'V8 12.2',
  toArray: 'V8 12.2',
  forEach: 'V8 12.2',
  some: 'V8 12.2',
  every: 'V8 12.2',
  find: 'V8 12.2',
};

/** By module: what it exports since a later version. */
const MODULES = {
  async_hooks: { 'AsyncLocalStorage.snapshot': '18.16' },
  crypto: { hash: '20.12' },
  dns: { getDefaultResultOrder: '18.17' },
  'dns/promises': { getDefaultResultOrder: '18.17' },
  events: { addAbortListener: '18.18', getMaxListeners: '18.17' },
  fs: { openAsBlob: '19.8', glob: '22.0', globSync: '22.0' },
  'fs/promises': { glob: '22.0' },
  module: { register: '18.19', findPackageJSON: '22.14', stripTypeScriptTypes: '22.13' },
  net: {
    getDefaultAutoSelectFamily: '18.18',
    setDefaultAutoSelectFamily: '18.18',
    getDefaultAutoSelectFamilyAttemptTimeout: '18.18',
    setDefaultAutoSelectFamilyAttemptTimeout: '18.18',
  },
  path: { matchesGlob: '20.17' },
  stream: { duplexPair: '20.17', getDefaultHighWaterMark: '18.17', setDefaultHighWaterMark: '18.17' },
  util: {
    aborted: '18.16',
    parseEnv: '20.12',
    styleText: '20.12',
    getCallSites: '22.9',
    diff: '22.15',
  },
  vm: { constants: '20.10' },
  worker_threads: { postMessageToThread: '20.19' },
  zlib: { crc32: '20.15', zstdCompressSync: '22.15', zstdDecompressSync: '22.15' },
};

/** Takes them from this thread. @throws Error where Node does not let go of one */
function removeLater() {
  // It sorts its methods with `toSorted` when it is loaded; the SDK needs it in any case.
  require('node:http');
  const iterators = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
  removeFrom(globalThis, GLOBALS);
  removeFrom(iterators, ITERATORS);
  for (const [name, exported] of Object.entries(MODULES)) removeFrom(require(`node:${name}`), exported);
}

function removeFrom(root, names) {
  for (const name of Object.keys(names)) {
    const path = name.split('.');
    const last = path.pop();
    const holder = path.reduce((object, key) => object?.[key], root);
    if (holder === undefined || holder === null || !Object.hasOwn(holder, last)) continue;
    if (!Reflect.deleteProperty(holder, last)) throw new Error(`${name} can't be taken away`);
  }
}

module.exports = { RUNTIME, GLOBALS, ITERATORS, MODULES, removeLater };
