import { asynchronousAll, type Options, type WxApi } from './call.ts';
import { askOutside } from './cloud.ts';
import type { PhoneParts } from './phone-parts.ts';

function headersOf(options: Options): Record<string, string> {
  const given = (options.header ?? {}) as Record<string, unknown>;
  return {
    'content-type': 'application/json',
    ...Object.fromEntries(Object.entries(given).map(([k, v]) => [k.toLowerCase(), String(v)])),
  };
}

function bodyOf(options: Options): string | undefined {
  if (options.data === undefined) return undefined;
  return typeof options.data === 'string' ? options.data : JSON.stringify(options.data);
}

function parsed(body: string, dataType: unknown): unknown {
  if (dataType !== undefined && dataType !== 'json') return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

export function networkApis(parts: PhoneParts): WxApi {
  const networkType = () => (parts.network.offline ? 'none' : 'wifi');
  const request = async (options: Options) => {
    const method = String(options.method ?? 'GET').toUpperCase();
    const url = String(options.url);
    const answer = await askOutside(parts, {
      kind: 'request',
      url,
      method,
      header: headersOf(options),
      body: method === 'GET' ? undefined : bodyOf(options),
    });
    return {
      data: parsed(answer.body, options.dataType),
      statusCode: answer.status,
      header: answer.header ?? {},
      cookies: [],
    };
  };
  const calls = asynchronousAll({
    request,
    getNetworkType: () => ({ networkType: networkType(), signalStrength: 0, hasSystemProxy: false, weakNet: false }),
  });
  return {
    ...calls,
    request: (options: Options) => {
      (calls.request as (options: Options) => void)(options);
      return { abort: () => {}, onHeadersReceived: () => {}, offHeadersReceived: () => {} };
    },
    onNetworkStatusChange: parts.network.changed.on,
    offNetworkStatusChange: parts.network.changed.off,
    onNetworkWeakChange: () => {},
    offNetworkWeakChange: () => {},
  };
}
