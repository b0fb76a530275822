import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createAdminHandler } from './admin/handler.ts';
import { createClock, type LocalClock } from './clock.ts';
import { answerConsole } from './console/routes.ts';
import { type DataFolder, openDataFolder, uploadFolder } from './data-folder.ts';
import { databaseActions } from './database/actions.ts';
import { type LocalDatabase, openDatabase } from './database/database.ts';
import type { IndexDefinitions } from './database/index-definition.ts';
import { LOCAL_ENVIRONMENT } from './environment.ts';
import { createFaults, type FaultRule, type Faults } from './faults.ts';
import { currentInvocation, functionActions } from './functions/actions.ts';
import { openCatalog } from './functions/catalog.ts';
import type { Caller } from './functions/invocation.ts';
import { createInvocationLog, type InvocationLog } from './functions/invocation-log.ts';
import { readInvokeRules } from './functions/invoke-rules.ts';
import { FunctionPool } from './functions/pool.ts';
import type { SpareThreads } from './functions/spare-threads.ts';
import type { Admission } from './gateway/admission.ts';
import { decodePart } from './gateway/body.ts';
import { answerCall } from './gateway/call.ts';
import { createRequestLog, type RequestLog } from './gateway/request-log.ts';
import { createGateway } from './gateway/server.ts';
import { answerOpenapi, isOpenapiRequest } from './openapi/endpoint.ts';
import { createOpenapiService, type OpenapiService } from './openapi/service.ts';
import { changeGrant, type GrantChange, type StoredGrant } from './staff.ts';
import { type StorageSettings, storageActions } from './storage/actions.ts';
import { answerClientUpload } from './storage/client-upload.ts';
import { fileIdsOf } from './storage/cloud-path.ts';
import { type FileStore, openFileStore } from './storage/file-store.ts';
import { answerStorage } from './storage/route.ts';
import { readStorageRules, type StorageRules } from './storage/rules.ts';
import { createSigner } from './storage/signature.ts';
import { startTimers, type TimerScheduler } from './timers/scheduler.ts';

export interface CloudOptions {
  /** Folder of everything that is kept; made where there is none. */
  data: string;
  /** Any free port where absent. */
  port?: number;
  /** What `buildFunctions` wrote; `dist/cloudfunctions` where absent. */
  functions?: string;
  /** The file that defines collections and indexes; `cloudfunctions/indexes.json` where absent, none where false. */
  indexes?: string | false;
  /** The machine's time where absent. */
  clock?: LocalClock;
  /**
   * Whether the functions' timers fire by themselves; they do where absent, and never on a frozen clock that stands. `by hand`
   * has them fire only when `timers.runNow` says so; with false there are none.
   */
  timers?: boolean | 'by hand';
  /**
   * Functions whose timers were uploaded from DevTools, as somebody has to do once in production. The runs of any other timer have
   * no token, and WeChat takes no call of theirs. None where absent.
   */
  uploadedTimers?: readonly string[];
  /** The file that says what clients may read and write in the storage; `cloudfunctions/storage-rules.json` where absent. */
  storageRules?: string;
  /** The file that says which functions clients may call; `cloudfunctions/invoke-rules.json` where absent. */
  invokeRules?: string;
  /**
   * Whether the environment lets in who is not signed in, e.g. a reader in Moments' single-page mode, before any rule is asked: a
   * switch of the console that is off in a new environment, and here where absent.
   */
  unauthenticatedAccess?: boolean;
  /**
   * Environment variables of the functions, as a deployment sets them. PICTURE_BASE is this cloud's own storage where absent.
   */
  variables?: Readonly<Record<string, string>>;
  /** Trouble from the start. */
  faults?: readonly FaultRule[];
  /** Threads per function. */
  instancesPerFunction?: number;
  /** For a program that starts clouds one after another: threads that they hand on. */
  spareThreads?: SpareThreads;
  /** Where the H5 app is served; codes that the cloud draws lead there. */
  h5?: string;
  /** Says nothing of repairs. */
  quiet?: boolean;
}

/** A running local cloud. */
export interface Cloud {
  /** e.g. `http://127.0.0.1:8787` */
  url: string;
  port: number;
  clock: LocalClock;
  /** What the last process left behind and this start put right. */
  repairs: readonly string[];
  /**
   * Calls a function past the gateway, and so past the rules of calls: what a function lets in is then its own doing.
   *
   * @param caller an openid, or what else is known of the person; nobody where absent
   * @returns what the function answered
   * @throws FunctionError where the platform answered in its place
   */
  call(functionName: string, event?: unknown, caller?: string | Partial<Caller>): Promise<unknown>;
  /** Gives or takes a role of the desk. @returns the grants that the person now has */
  grant(change: GrantChange): Promise<StoredGrant[]>;
  requests: RequestLog;
  logs: InvocationLog;
  openapi: OpenapiService;
  /** What functions sent through openapi, newest first, refusals included. */
  messages: OpenapiService['records'];
  timers: TimerScheduler;
  faults: Faults;
  files: FileStore;
  database: LocalDatabase;
  /** Resolves when no function runs. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const appid = 'wx0000000000000000';

/**
 * Starts the local cloud on a data folder, on 127.0.0.1 only.
 *
 * @throws DataFolderInUseError where another process has the folder; Error with code EADDRINUSE where the port is taken;
 * an error of the database where its file is corrupt or of a newer version
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const clock = options.clock ?? createClock();
  const indexes = readIndexes(options.indexes ?? 'cloudfunctions/indexes.json');
  const rules = readStorageRules(options.storageRules ?? 'cloudfunctions/storage-rules.json');
  const admission = {
    unauthenticatedAccess: options.unauthenticatedAccess ?? false,
    rules: readInvokeRules(options.invokeRules ?? 'cloudfunctions/invoke-rules.json'),
  };
  const folder = openDataFolder(options.data);
  if (!options.quiet) for (const repair of folder.repairs) console.error(`local cloud: ${repair}`);
  let database: LocalDatabase;
  try {
    database = openDatabase({ file: folder.databaseFile, now: () => clock.now(), ...(indexes && { indexes }) });
  } catch (error) {
    folder.release();
    throw error;
  }
  try {
    return await assemble(options, { clock, folder, database, rules, admission });
  } catch (error) {
    database.close();
    folder.release();
    throw error;
  }
}

interface Assembled {
  clock: LocalClock;
  folder: DataFolder;
  database: LocalDatabase;
  rules: StorageRules;
  admission: Admission;
}

async function assemble(
  options: CloudOptions,
  { clock, folder, database, rules, admission }: Assembled,
): Promise<Cloud> {
  let url = '';
  const faults = createFaults();
  for (const rule of options.faults ?? []) faults.add(rule);
  const catalog = openCatalog(options.functions ?? 'dist/cloudfunctions');
  const definitions = await catalog.list();
  const logs = createInvocationLog(clock);
  const requests = createRequestLog();
  const pool = new FunctionPool({
    catalog,
    clock,
    log: logs,
    endpoint: () => `${url}/admin`,
    environment: LOCAL_ENVIRONMENT,
    variables: () => ({ PICTURE_BASE: `${url}/storage/`, ...options.variables }),
    ...(options.instancesPerFunction !== undefined && { instancesPerFunction: options.instancesPerFunction }),
    ...(options.spareThreads && { spareThreads: options.spareThreads }),
  });
  const timers = startTimers({
    definitions: options.timers === false ? [] : definitions,
    byHand: options.timers === 'by hand',
    uploaded: options.uploadedTimers ?? [],
    pool,
    clock,
    appid,
  });
  const openapi = createOpenapiService({
    clock,
    pageAddress: (page, scene) => `${url}/__local/code?${new URLSearchParams({ page, scene })}`,
    push(functionName, message) {
      const caller = { openid: '', appid, clientIp: '127.0.0.1' };
      const event = JSON.stringify({ ...message, appid });
      // What becomes of it is in the function's log; WeChat, too, only sends.
      pool.invoke({ functionName, event, trigger: 'message', caller }).catch(() => {});
    },
  });
  const files = openFileStore(folder.filesFolder, uploadFolder(folder.root), () => clock.now());
  const storage: StorageSettings = {
    files,
    signer: createSigner(folder.signingKey, clock),
    ids: fileIdsOf(LOCAL_ENVIRONMENT),
    origin: () => url,
    rules,
  };

  const ofDatabase = databaseActions(database);
  const admin = createAdminHandler({
    actions: { ...ofDatabase, ...functionActions({ pool, appid }), ...storageActions(storage) },
    observe(entry) {
      const { cost, ...request } = entry;
      requests.add({ ...request, ...callOf(), at: clock.now() }, cost);
    },
    fault: (action) => faults.strike(action, currentInvocation.getStore()?.requestId),
  });
  const callOf = () => {
    const invocation = currentInvocation.getStore();
    return invocation ? { functionName: invocation.functionName, invocation: invocation.requestId } : {};
  };

  const gateway = createGateway([
    {
      prefix: '/admin',
      audience: 'own',
      async answer(req, res, address) {
        const invocation = pool.invocationOf(address.searchParams.get('seqId') ?? '');
        await currentInvocation.run(invocation, async () => {
          if (!isOpenapiRequest(req)) {
            await admin(req, res);
            return;
          }
          if (invocation && faults.isKilled(invocation.requestId)) {
            req.socket.destroy();
            return;
          }
          const began = performance.now();
          const requestId = randomUUID();
          const definition = invocation && (await catalog.find(invocation.functionName));
          const caller = definition && {
            functionName: definition.name,
            requestId: invocation.requestId,
            permitted: definition.config.openapi,
          };
          const action = await answerOpenapi(req, res, { service: openapi, caller, requestId });
          requests.add({ action, requestId, ms: performance.now() - began, ...callOf(), at: clock.now() }, undefined);
        });
      },
    },
    {
      prefix: '/call/',
      audience: 'local',
      async answer(req, res, address) {
        const functionName = decodePart(address.pathname.slice('/call/'.length));
        await answerCall(req, res, { functionName, pool, appid, admission, faults, noteVisit: openapi.noteVisit });
      },
    },
    {
      prefix: '/storage/',
      audience: 'local',
      answer: (req, res, address) => answerStorage(req, res, { url: address, settings: storage }),
    },
    {
      prefix: '/upload/',
      audience: 'local',
      answer: (req, res, address) => answerClientUpload(req, res, { url: address, settings: storage }),
    },
    {
      prefix: '/__local',
      audience: 'own',
      answer: (req, res, address) =>
        answerConsole(req, res, {
          url: address,
          parts: {
            environment: LOCAL_ENVIRONMENT,
            dataFolder: folder.root,
            repairs: folder.repairs,
            token: folder.token,
            clock,
            database,
            databaseActions: ofDatabase,
            catalog,
            invocations: logs,
            requests,
            openapi,
            timers,
            files,
            faults,
            h5: options.h5,
          },
        }),
    },
  ]);
  const port = await gateway.listen(options.port ?? 0);
  url = `http://127.0.0.1:${port}`;
  folder.announce(port);

  return {
    url,
    port,
    clock,
    repairs: folder.repairs,
    async call(functionName, event = {}, caller = {}) {
      const person = typeof caller === 'string' ? { openid: caller } : caller;
      if (person.openid) openapi.noteVisit(person.openid);
      const { json } = await pool.invoke({
        functionName,
        event: JSON.stringify(event),
        trigger: 'client',
        caller: { openid: '', appid, clientIp: '127.0.0.1', ...person },
      });
      return JSON.parse(json) as unknown;
    },
    grant: (change) => changeGrant(ofDatabase, change, clock.now()),
    requests,
    logs,
    openapi,
    messages: openapi.records,
    timers,
    faults,
    files,
    database,
    settled: () => pool.settled(),
    async close() {
      timers.stop();
      await gateway.close();
      await pool.close();
      database.close();
      folder.release();
    },
  };
}

function readIndexes(file: string | false): IndexDefinitions | undefined {
  if (file === false) return undefined;
  if (!existsSync(file)) throw new Error(`no index definitions at ${file}`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as IndexDefinitions;
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
}
