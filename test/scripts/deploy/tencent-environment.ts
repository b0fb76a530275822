import { createHash } from 'node:crypto';
import JSZip from 'jszip';

/** Tencent Cloud's refusal, in its own form. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface StoredFunction {
  Runtime: string;
  Handler: string;
  Timeout: number;
  MemorySize: number;
  Description: string;
  Role: string;
  Status: string;
  StatusDesc: string;
  variables: Record<string, string>;
  triggers: Record<string, string>;
  /** Names and hashes of the deployed files. */
  files: Record<string, string>;
  codeSha: string;
  /** Readings that still find it under way. */
  pending: number;
  /** What it comes to then. */
  next: string;
}

/** The service's limits of one function: https://cloud.tencent.com/document/product/583/11637 */
const MOST_TRIGGERS = 10;
const MOST_VARIABLE_BYTES = 4096;

type Parameters = Record<string, unknown>;

export const TEMPORARY_SIGNATURE = Buffer.from('a=1253665819&k=AKIDservice&e=0&t=1&r=2&f=&b=shtempcos').toString(
  'base64',
);

const hashOf = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/** One environment's state, and what the service's actions do to it; as far as the deployment calls them. */
export class TencentEnvironment {
  readonly collections = new Map<string, { acl: string; rule: string | null; indexes: Map<string, IndexState> }>();
  readonly functions = new Map<string, StoredFunction>();
  readonly objects = new Map<string, Buffer>();
  /** Objects of the service's own bucket for code on its way. */
  readonly temporary = new Map<string, Buffer>();
  storageRule: { AclTag: string; Rule: string | null } = { AclTag: 'PRIVATE', Rule: null };
  invokeRule: { AclTag: string; Rule: string | null } | null = null;
  status = 'NORMAL';
  domains = ['police.example'];
  /** Ways to sign in that were ever switched, by name: `ENABLE` or `DISABLE`. */
  readonly logins = new Map<string, string>();
  billing: Record<string, unknown> = { ExpireTime: '2027-12-01 00:00:00', QpsQuota: 500 };
  /** How often a change is found under way before it is done. */
  slowness = 1;
  /** Whether a change is seen one reading late. */
  isLate = false;
  /** Functions whose next change ends in a failure, and the words of it. */
  readonly failing = new Map<string, string>();

  constructor(readonly id: string) {}

  get bucket(): string {
    return `${this.id}-1250000000`;
  }

  describe() {
    return {
      EnvInfo: {
        EnvBaseInfo: {
          EnvId: this.id,
          Status: this.status,
          Region: 'ap-shanghai',
          PackageName: 'standard',
          Databases: [{ InstanceId: `tnt-${this.id}`, Status: 'RUNNING', Region: 'ap-shanghai' }],
          Functions: [{ Namespace: this.id, Region: 'ap-shanghai' }],
          Storages: [
            { Region: 'ap-shanghai', Bucket: this.bucket, CdnDomain: `${this.id}.tcb.qcloud.la`, AppId: '1250000000' },
          ],
          LogServices: [{ TopicId: 'topic', LogsetId: 'set' }],
        },
        BillingInfo: this.billing,
        UserInfo: { AppId: '1250000000', WxAppId: 'wx0123456789abcdef' },
      },
    };
  }

  copyAs(id: string): TencentEnvironment {
    const copied = new TencentEnvironment(id);
    const state = structuredClone({
      collections: this.collections,
      functions: this.functions,
      storageRule: this.storageRule,
      invokeRule: this.invokeRule,
    });
    for (const [name, value] of state.collections) copied.collections.set(name, value);
    for (const [name, value] of state.functions) copied.functions.set(name, value);
    for (const [key, content] of this.objects) copied.objects.set(key, content);
    copied.storageRule = state.storageRule;
    copied.invokeRule = state.invokeRule;
    return copied;
  }

  /** Everything that a deployment makes, for comparison; no numbers or times of deployments. */
  snapshot() {
    const sorted = <Value, Shown>(map: ReadonlyMap<string, Value>, show: (value: Value) => Shown) =>
      Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, show(value)]));
    return structuredClone({
      collections: sorted(this.collections, ({ acl, rule, indexes }) => ({
        acl,
        rule,
        indexes: sorted(indexes, (index) => index),
      })),
      storageRule: this.storageRule,
      invokeRule: this.invokeRule,
      functions: sorted(this.functions, ({ pending: _, next: __, ...rest }) => rest),
      bundles: [...this.objects.keys()].filter((key) => key.startsWith('deployments/bundles/')).sort(),
    });
  }

  records(): Record<string, unknown>[] {
    return [...this.objects]
      .filter(([key]) => key.startsWith('deployments/records/'))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, content]) => JSON.parse(content.toString('utf8')) as Record<string, unknown>);
  }

  /** @throws ApiError */
  async act(action: string, parameters: Parameters): Promise<object> {
    const handler = this.#actions[action];
    if (handler === undefined) throw new ApiError('InvalidAction', `The action ${action} is not known here`);
    return (await handler(parameters)) ?? {};
  }

  #table(parameters: Parameters) {
    const name = String(parameters.TableName);
    const found = this.collections.get(name);
    if (found === undefined) throw new ApiError('ResourceNotFound', `collection ${name} does not exist`);
    return found;
  }

  #function(parameters: Parameters): StoredFunction {
    if (parameters.Namespace !== this.id) throw new ApiError('ResourceNotFound.Namespace', 'no such namespace');
    const found = this.functions.get(String(parameters.FunctionName));
    if (found === undefined) throw new ApiError('ResourceNotFound.Function', 'the function does not exist');
    return found;
  }

  /** One that may be changed now. */
  #settled(parameters: Parameters): StoredFunction {
    const found = this.#function(parameters);
    if (found.Status === 'Updating' || found.Status === 'Creating') {
      this.#goOn(found);
      throw new ApiError('FailedOperation.FunctionStatusError', `the function is ${found.Status}`);
    }
    return found;
  }

  #begin(name: string, found: StoredFunction, status: 'Creating' | 'Updating') {
    const words = this.failing.get(name);
    this.failing.delete(name);
    found.Status = status;
    found.pending = this.slowness;
    found.next = words === undefined ? 'Active' : status === 'Creating' ? 'CreateFailed' : 'UpdateFailed';
    found.StatusDesc = words ?? '';
  }

  /** A change goes on by one with each look at it, so that no clock is in it. */
  #goOn(found: StoredFunction) {
    if (found.pending > 0) found.pending -= 1;
    else if (found.Status === 'Creating' || found.Status === 'Updating') found.Status = found.next;
  }

  #seen(found: StoredFunction): string {
    const isFirst = found.Status === 'Updating' && found.pending === this.slowness - 1;
    return this.isLate && isFirst ? 'Active' : found.Status;
  }

  async #unpack(code: unknown): Promise<Pick<StoredFunction, 'files' | 'codeSha'>> {
    const { ZipFile, TempCosObjectName } = code as { ZipFile?: string; TempCosObjectName?: string };
    if (ZipFile !== undefined && ZipFile.length > (1.5 * 1024 * 1024 * 4) / 3 + 4) {
      throw new ApiError('InvalidParameterValue.ZipFile', 'ZipFile is larger than 1.5 MB');
    }
    const archive =
      ZipFile === undefined ? this.temporary.get(String(TempCosObjectName)) : Buffer.from(ZipFile, 'base64');
    if (archive === undefined) throw new ApiError('InvalidParameterValue.Code', 'there is no code');
    const zip = await JSZip.loadAsync(archive);
    const files: Record<string, string> = {};
    for (const name of Object.keys(zip.files).sort()) {
      files[name] = hashOf(await (zip.file(name)?.async('nodebuffer') ?? Buffer.alloc(0)));
    }
    if (files['index.js'] === undefined) throw new ApiError('InvalidParameterValue.Code', 'index.js is missing');
    // The service packs it anew, so that the sender can't tell its hash beforehand.
    return { files, codeSha: hashOf(JSON.stringify(files)) };
  }

  readonly #actions: Record<string, (parameters: Parameters) => object | undefined | Promise<object | undefined>> = {
    DescribeEnvInfo: () => this.describe(),
    DescribeAuthDomains: () => ({ Domains: this.domains.map((Domain) => ({ Domain, Status: 'ENABLE' })) }),
    DescribeLoginConfigs: () => ({
      ConfigList: [...this.logins].map(([Platform, Status]) => ({ Id: `login-${Platform}`, Platform, Status })),
    }),

    ListTables: ({ MgoLimit, MgoOffset }) => ({
      Tables: [...this.collections.keys()]
        .sort()
        .slice(Number(MgoOffset), Number(MgoOffset) + Math.min(Number(MgoLimit), 100))
        .map((TableName) => ({ TableName, Count: 0, Size: 0, IndexCount: 1, IndexSize: 4096 })),
    }),
    DescribeTable: (parameters) => {
      const { indexes } = this.#table(parameters);
      const own = { Name: '_id_', Unique: true, Keys: [{ Name: '_id', Direction: '1' }], Size: 4096 };
      return {
        IndexNum: indexes.size + 1,
        Indexes: [own, ...[...indexes].map(([Name, index]) => ({ Name, Size: 4096, ...index }))],
      };
    },
    CreateTable: ({ TableName, PermissionInfo }) => {
      const name = String(TableName);
      if (this.collections.has(name)) throw new ApiError('ResourceInUse', `collection ${name} exists`);
      const { AclTag = 'PRIVATE' } = (PermissionInfo ?? {}) as { AclTag?: string };
      this.collections.set(name, { acl: AclTag, rule: null, indexes: new Map() });
      return undefined;
    },
    UpdateTable: (parameters) => {
      const { indexes } = this.#table(parameters);
      for (const { IndexName } of (parameters.DropIndexes ?? []) as { IndexName: string }[]) {
        if (!indexes.delete(IndexName)) throw new ApiError('ResourceNotFound', `index ${IndexName} does not exist`);
      }
      for (const { IndexName, MgoKeySchema } of (parameters.CreateIndexes ?? []) as WantedIndex[]) {
        if (indexes.has(IndexName)) throw new ApiError('ResourceInUse', `index ${IndexName} exists`);
        indexes.set(IndexName, { Keys: MgoKeySchema.MgoIndexKeys, Unique: MgoKeySchema.MgoIsUnique });
      }
      return undefined;
    },
    DescribeSafeRule: ({ CollectionName, WxAppId }) => {
      if (!WxAppId) throw new ApiError('MissingParameter', 'WxAppId is missing');
      const { acl, rule } = this.#table({ TableName: CollectionName });
      return { AclTag: acl, Rule: rule };
    },
    ModifySafeRule: ({ CollectionName, AclTag, Rule, ...rest }) => {
      refuseUnknown(rest);
      Object.assign(this.#table({ TableName: CollectionName }), { acl: AclTag, rule: Rule });
      return undefined;
    },
    DescribeStorageSafeRule: ({ Bucket }) => {
      this.#requireBucket(Bucket);
      return this.storageRule;
    },
    ModifyStorageSafeRule: ({ Bucket, AclTag, Rule, ...rest }) => {
      refuseUnknown(rest);
      this.#requireBucket(Bucket);
      this.storageRule = { AclTag: String(AclTag), Rule: String(Rule) };
      return undefined;
    },
    DescribeSecurityRule: () => {
      if (this.invokeRule === null) throw new ApiError('ResourceNotFound', 'no rule');
      return this.invokeRule;
    },
    ModifySecurityRule: ({ ResourceType, AclTag, Rule, ...rest }) => {
      refuseUnknown(rest);
      if (ResourceType !== 'FUNCTION') throw new ApiError('InvalidParameter', 'ResourceType');
      this.invokeRule = { AclTag: String(AclTag), Rule: String(Rule) };
      return undefined;
    },

    ListFunctions: ({ Limit, Offset }) => ({
      Functions: [...this.functions.keys()]
        .slice(Number(Offset), Number(Offset) + Math.min(Number(Limit), 20))
        .map((FunctionName) => ({ FunctionName })),
      TotalCount: this.functions.size,
    }),
    GetFunction: (parameters) => {
      const found = this.#function(parameters);
      this.#goOn(found);
      const { variables, triggers, files: _, codeSha: __, pending: ___, next: ____, ...rest } = found;
      return {
        ...rest,
        Status: this.#seen(found),
        StatusReasons: found.Status.endsWith('Failed')
          ? [{ ErrorCode: 'FailedOperation', ErrorMessage: found.StatusDesc }]
          : [],
        Environment: { Variables: Object.entries(variables).map(([Key, Value]) => ({ Key, Value })) },
        Triggers: Object.entries(triggers).map(([TriggerName, cron]) => ({
          TriggerName,
          Type: 'timer',
          TriggerDesc: JSON.stringify({ cron }),
          Enable: 1,
        })),
      };
    },
    GetFunctionAddress: (parameters) => ({
      Url: 'https://unused.example/',
      CodeSha256: this.#function(parameters).codeSha,
    }),
    // The older form of a signature, which ends with the day.
    GetTempCosInfo: () => ({ Date: '2026-11-29', Sign: TEMPORARY_SIGNATURE }),
    CreateFunction: async (parameters) => {
      const name = String(parameters.FunctionName);
      if (this.functions.has(name)) throw new ApiError('ResourceInUse.FunctionName', 'the function exists');
      const { Runtime, Handler, Timeout = 3, MemorySize = 128, Description = '', Role, Stamp } = parameters;
      if (Stamp !== 'MINI_QCBASE') throw new ApiError('InvalidParameter', 'Stamp');
      requireDescription(Description);
      const created: StoredFunction = {
        Runtime: String(Runtime),
        Handler: String(Handler),
        Timeout: Number(Timeout),
        MemorySize: Number(MemorySize),
        Description: String(Description),
        Role: String(Role),
        Status: 'Creating',
        StatusDesc: '',
        variables: variablesIn(parameters.Environment),
        triggers: {},
        pending: 0,
        next: 'Active',
        ...(await this.#unpack(parameters.Code)),
      };
      this.#begin(name, created, 'Creating');
      this.functions.set(name, created);
      return undefined;
    },
    UpdateFunctionCode: async (parameters) => {
      const found = this.#settled(parameters);
      Object.assign(found, await this.#unpack(parameters.Code));
      this.#begin(String(parameters.FunctionName), found, 'Updating');
      return undefined;
    },
    UpdateFunctionConfiguration: (parameters) => {
      const found = this.#settled(parameters);
      const { Timeout, MemorySize, Description, Environment } = parameters;
      if (Timeout !== undefined) found.Timeout = Number(Timeout);
      if (MemorySize !== undefined) found.MemorySize = Number(MemorySize);
      if (Description !== undefined) {
        requireDescription(Description);
        found.Description = String(Description);
      }
      // The whole set is replaced.
      if (Environment !== undefined) found.variables = variablesIn(Environment);
      this.#begin(String(parameters.FunctionName), found, 'Updating');
      return undefined;
    },
    DeleteFunction: (parameters) => {
      this.#function(parameters);
      this.functions.delete(String(parameters.FunctionName));
      return undefined;
    },
    BatchCreateTrigger: (parameters) => {
      const found = this.#settled(parameters);
      for (const { TriggerName, TriggerDesc } of JSON.parse(String(parameters.Triggers)) as WantedTrigger[]) {
        if (found.triggers[TriggerName] !== undefined) throw new ApiError('ResourceInUse.Trigger', 'the timer exists');
        if (Object.keys(found.triggers).length >= MOST_TRIGGERS) {
          throw new ApiError('LimitExceeded.Trigger', `a function has at most ${MOST_TRIGGERS} triggers of one type`);
        }
        found.triggers[TriggerName] = TriggerDesc;
      }
      return undefined;
    },
    DeleteTrigger: (parameters) => {
      const found = this.#settled(parameters);
      const name = String(parameters.TriggerName);
      if (found.triggers[name] === undefined) throw new ApiError('ResourceNotFound.Trigger', 'no such timer');
      delete found.triggers[name];
      return undefined;
    },
  };

  #requireBucket(bucket: unknown) {
    if (bucket !== this.bucket) throw new ApiError('InvalidParameter', `no bucket ${String(bucket)} here`);
  }
}

interface IndexState {
  Keys: { Name: string; Direction: string }[];
  Unique: boolean;
}
interface WantedIndex {
  IndexName: string;
  MgoKeySchema: { MgoIndexKeys: IndexState['Keys']; MgoIsUnique: boolean };
}
interface WantedTrigger {
  TriggerName: string;
  TriggerDesc: string;
}

function refuseUnknown({ EnvId: _, ...rest }: Parameters) {
  const [name] = Object.keys(rest);
  if (name !== undefined) throw new ApiError('UnknownParameter', `The parameter ${name} is not recognized`);
}

function requireDescription(text: unknown) {
  if (!/^[\p{Script=Han}A-Za-z0-9 ,.\n]{0,1000}$/u.test(String(text))) {
    throw new ApiError('InvalidParameterValue.Description', 'letters, digits, spaces, commas and full stops');
  }
}

function variablesIn(environment: unknown): Record<string, string> {
  const { Variables = [] } = (environment ?? {}) as { Variables?: { Key: string; Value: string }[] };
  const bytes = Variables.reduce((sum, { Key, Value }) => sum + Buffer.byteLength(Key) + Buffer.byteLength(Value), 0);
  if (bytes > MOST_VARIABLE_BYTES) {
    throw new ApiError('InvalidParameterValue.EnvironmentExceededLimit', 'the variables are larger than 4 KB');
  }
  return Object.fromEntries(Variables.map(({ Key, Value }) => [Key, Value]));
}
