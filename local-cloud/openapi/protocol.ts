import type { Root, Type } from 'protobufjs/light.js';

/**
 * The messages in which wx-server-sdk 4.0.2 carries an openapi call. Field numbers as its own encoder writes them; only
 * the kinds of call that `cloud.openapi` makes.
 */
const messages = {
  nested: {
    KeyValuePair: {
      fields: {
        key: { type: 'string', id: 1 },
        value: { type: 'bytes', id: 2 },
        contenttype: { type: 'string', id: 3 },
        filename: { type: 'string', id: 4 },
      },
    },
    OpenApiData: { fields: { pairs: { rule: 'repeated', type: 'KeyValuePair', id: 1 } } },
    CommApiData: {
      fields: {
        apiType: { type: 'int32', id: 1 },
        openapiData: { type: 'OpenApiData', id: 2 },
        appid: { type: 'string', id: 6 },
      },
    },
    CommOpenApiResp: {
      fields: {
        respData: { type: 'bytes', id: 1 },
        contentType: { type: 'string', id: 2 },
        errorCode: { type: 'int32', id: 3 },
        httpCode: { type: 'uint32', id: 4 },
      },
    },
  },
} as const;

let root: Promise<Root> | undefined;

/** Loaded at the first openapi call: a start of the cloud does not wait for protobuf. */
async function messageType(name: 'CommApiData' | 'CommOpenApiResp'): Promise<Type> {
  root ??= import('protobufjs/light.js').then(({ default: protobuf }) => protobuf.Root.fromJSON(messages));
  return (await root).lookupType(name);
}

/** `CommApiData.ApiType.OPEN_API` */
const openApi = 0;

interface CommApiData {
  apiType?: number;
  openapiData?: { pairs?: { key?: string; value?: Uint8Array; contenttype?: string }[] };
}

/** An openapi call's parameters, keys in snake_case; files stay bytes. */
export type OpenapiParams = Record<string, unknown>;

/** What WeChat answers: JSON, or a file; `platformError` where the call did not get as far as WeChat. */
export type OpenapiReply =
  | { json: Record<string, unknown> }
  | { file: Uint8Array; contentType: string }
  | { platformError: number };

/** @throws Error where the bytes are not an openapi call */
export async function decodeOpenapiRequest(bytes: Uint8Array): Promise<OpenapiParams> {
  const type = await messageType('CommApiData');
  const message = type.toObject(type.decode(bytes)) as CommApiData;
  if ((message.apiType ?? openApi) !== openApi) throw new Error(`call type ${message.apiType} is not emulated`);
  const params: OpenapiParams = {};
  for (const { key, value, contenttype } of message.openapiData?.pairs ?? []) {
    if (!key) continue;
    const bytesOfValue = value ?? new Uint8Array();
    params[key] = contenttype ? bytesOfValue : JSON.parse(Buffer.from(bytesOfValue).toString('utf8'));
  }
  return params;
}

export async function encodeOpenapiReply(reply: OpenapiReply): Promise<Buffer> {
  const message =
    'platformError' in reply
      ? { errorCode: reply.platformError, httpCode: 200 }
      : 'file' in reply
        ? { respData: reply.file, contentType: reply.contentType, errorCode: 0, httpCode: 200 }
        : {
            respData: Buffer.from(JSON.stringify(reply.json)),
            contentType: 'application/json; charset=UTF-8',
            errorCode: 0,
            httpCode: 200,
          };
  const type = await messageType('CommOpenApiResp');
  return Buffer.from(type.encode(type.create(message)).finish());
}
