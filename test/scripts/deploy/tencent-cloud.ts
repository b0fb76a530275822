import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { generate } from 'selfsigned';
import { ApiError, TEMPORARY_SIGNATURE, TencentEnvironment } from './tencent-environment.ts';

/** One request as it came; of storage, the action is the method and the key's first part. */
export interface Call {
  environment: string;
  action: string;
  parameters: Record<string, unknown>;
  /** Whether it changes something. */
  writes: boolean;
}

/**
 * What is to become of a request instead of its answer; `drop` closes the connection without one, after the deed, and `limit` says
 * that it came too fast.
 */
export type Fault = 'refuse' | 'drop' | 'limit' | undefined;

const HOSTS = [
  'tcb.tencentcloudapi.com',
  'scf.tencentcloudapi.com',
  '*.cos.ap-shanghai.tencentcos.cn',
  '*.cos.ap-shanghai.myqcloud.com',
];
const READING = /^(Describe|List|Get|GET |HEAD )/;

export const SECRET_ID = 'AKIDfixtureofatest0000';
export const SECRET_KEY = 'fixture-secret-key-that-nobody-may-see';

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** Tencent Cloud's TC3-HMAC-SHA256, as its documentation describes it. */
function signatureOf(headers: http.IncomingHttpHeaders, body: Buffer, service: string): string {
  const hash = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
  const timestamp = String(headers['x-tc-timestamp']);
  const day = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
  const canonical = `POST\n/\n\ncontent-type:${headers['content-type']}\nhost:${headers.host}\n\ncontent-type;host\n${hash(body)}`;
  const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${day}/${service}/tc3_request\n${hash(canonical)}`;
  const key = hmac(hmac(hmac(`TC3${SECRET_KEY}`, day), service), 'tc3_request');
  return createHmac('sha256', key).update(toSign).digest('hex');
}

async function readBody(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * Tencent Cloud as the deployment's own requests see it: a proxy that takes CONNECT, answers behind it with a certificate of the
 * test's own, keeps the state of as many environments as are asked for, and remembers every request. It checks signatures.
 */
export class TencentCloud {
  readonly calls: Call[] = [];
  /** Asked for each request; the first answer other than undefined counts. */
  readonly faults: ((call: Call) => Fault)[] = [];
  /** Milliseconds before each answer. */
  latency = 0;
  /** A token that every request must bear; none where undefined. */
  token: string | undefined;
  readonly #environments = new Map<string, TencentEnvironment>();
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'tencent-'));
  readonly #proxy = http.createServer();
  readonly #tunnels = new Set<net.Socket>();
  readonly #service: https.Server;
  readonly certificate = path.join(this.#folder, 'certificate.pem');
  proxy = '';

  private constructor() {
    const altNames = HOSTS.map((value) => ({ type: 2, value }));
    const made = generate([{ name: 'commonName', value: 'test of the deployment' }], {
      keySize: 2048,
      algorithm: 'sha256',
      days: 2,
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames },
      ],
    });
    writeFileSync(this.certificate, made.cert);
    this.#service = https.createServer({ key: made.private, cert: made.cert }, (request, response) => {
      this.#answer(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  static async start(): Promise<TencentCloud> {
    const cloud = new TencentCloud();
    await new Promise<void>((resolve) => cloud.#service.listen(0, '127.0.0.1', resolve));
    const { port } = cloud.#service.address() as AddressInfo;
    cloud.#proxy.on('connect', (_request, client: net.Socket) => {
      const service = net.connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        service.pipe(client);
        client.pipe(service);
      });
      cloud.#tunnels.add(client);
      // Whichever ends first takes the other with it; a killed deployment resets its end.
      const end = () => {
        cloud.#tunnels.delete(client);
        client.destroy();
        service.destroy();
      };
      for (const socket of [client, service]) socket.on('error', end).on('close', end);
    });
    await new Promise<void>((resolve) => cloud.#proxy.listen(0, '127.0.0.1', resolve));
    cloud.proxy = `http://127.0.0.1:${(cloud.#proxy.address() as AddressInfo).port}`;
    return cloud;
  }

  async close(): Promise<void> {
    for (const tunnel of this.#tunnels) tunnel.destroy();
    this.#service.closeAllConnections();
    this.#proxy.closeAllConnections();
    await new Promise((resolve) => this.#service.close(resolve));
    await new Promise((resolve) => this.#proxy.close(resolve));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  environment(id: string): TencentEnvironment {
    const known = this.#environments.get(id) ?? new TencentEnvironment(id);
    this.#environments.set(id, known);
    return known;
  }

  /** Another environment in the state of this one, with an id of its own unless it is given one. */
  copy(from: string, to = `${from}-${this.#environments.size}`): TencentEnvironment {
    const copied = this.environment(from).copyAs(to);
    this.#environments.set(to, copied);
    return copied;
  }

  callsOf(id: string): Call[] {
    return this.calls.filter(({ environment }) => environment === id);
  }

  writesOf(id: string): Call[] {
    return this.callsOf(id).filter(({ writes }) => writes);
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (this.latency > 0) await wait(this.latency);
    const host = request.headers.host ?? '';
    if (host.endsWith('.tencentcloudapi.com')) return this.#answerApi(request, response, body);
    return this.#answerStorage(request, response, { host, body });
  }

  #fate(call: Call): Fault {
    this.calls.push(call);
    for (const fault of this.faults) {
      const fate = fault(call);
      if (fate !== undefined) return fate;
    }
    return undefined;
  }

  async #answerApi(request: http.IncomingMessage, response: http.ServerResponse, body: Buffer): Promise<void> {
    const action = String(request.headers['x-tc-action']);
    const service = (request.headers.host ?? '').split('.')[0] ?? '';
    const parameters = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
    const id = String(parameters.EnvId ?? parameters.Namespace ?? String(parameters.ObjectPath ?? '').split('/')[1]);
    const call = { environment: id, action, parameters, writes: !READING.test(action) };
    const send = (answer: object) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ Response: { RequestId: 'request', ...answer } }));
    };
    const refuse = (code: string, message: string) => send({ Error: { Code: code, Message: message } });
    const authorization = String(request.headers.authorization);
    if (!authorization.includes(`Credential=${SECRET_ID}/`))
      return refuse('AuthFailure.SecretIdNotFound', 'no such key');
    if (!authorization.endsWith(`Signature=${signatureOf(request.headers, body, service)}`)) {
      return refuse('AuthFailure.SignatureFailure', 'the signature does not fit');
    }
    if (request.headers['x-tc-token'] !== this.token) return refuse('AuthFailure.TokenFailure', 'the token has ended');
    const environment = this.#environments.get(id);
    if (environment === undefined) return refuse('ResourceNotFound', `environment ${id} not found`);
    const fate = this.#fate(call);
    if (fate === 'refuse') return refuse('FailedOperation', `the test refuses ${action}`);
    if (fate === 'limit') return refuse('RequestLimitExceeded', 'too many requests in this second');
    try {
      const answer = await environment.act(action, parameters);
      if (fate === 'drop') response.destroy();
      else send(answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      refuse(error.code, error.message);
    }
  }

  async #answerStorage(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    { host, body }: { host: string; body: Buffer },
  ): Promise<void> {
    const url = new URL(request.url ?? '/', `https://${host}`);
    const method = request.method ?? 'GET';
    const key = decodeURIComponent(url.pathname.slice(1));
    const bucket = host.split('.')[0] ?? '';
    const isTemporary = bucket.endsWith('tempcos-1253665819');
    const id = isTemporary ? (key.split('/')[2] ?? '') : bucket.replace(/-\d+$/, '');
    const environment = this.#environments.get(id);
    // Without it the storage's library takes an answer for another machine's, and asks again.
    response.setHeader('x-cos-request-id', 'request');
    const refuse = (status: number, code: string) => {
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
    };
    if (environment === undefined) return refuse(404, 'NoSuchBucket');
    const authorization = String(request.headers.authorization);
    if (!authorization.includes(isTemporary ? TEMPORARY_SIGNATURE : `q-ak=${SECRET_ID}&`))
      return refuse(403, 'AccessDenied');
    if (!isTemporary && request.headers['x-cos-security-token'] !== this.token)
      return refuse(403, 'InvalidAccessKeyId');
    const place = key.split('/').slice(0, 2).join('/');
    const call = {
      environment: id,
      action: `${method} ${place}`,
      parameters: { key },
      writes: method === 'PUT' || method === 'DELETE',
    };
    const fate = this.#fate(call);
    if (fate === 'refuse') return refuse(403, 'AccessDenied');
    const objects = isTemporary ? environment.temporary : environment.objects;
    if (method === 'GET' && key === '') {
      const prefix = url.searchParams.get('prefix') ?? '';
      const keys = [...objects.keys()].filter((one) => one.startsWith(prefix)).sort();
      const contents = keys.map((one) => `<Contents><Key>${one}</Key><Size>1</Size></Contents>`).join('');
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.end(
        `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>${contents}</ListBucketResult>`,
      );
      return;
    }
    if (method === 'PUT') {
      if (request.headers['x-cos-forbid-overwrite'] === 'true' && objects.has(key))
        return refuse(409, 'FileAlreadyExists');
      objects.set(isTemporary ? `/${key}` : key, body);
    } else if (method === 'DELETE') {
      objects.delete(key);
    } else if (method === 'GET') {
      const content = objects.get(key);
      if (content === undefined) return refuse(404, 'NoSuchKey');
      if (fate === 'drop') response.destroy();
      else response.end(content);
      return;
    }
    if (fate === 'drop') response.destroy();
    else response.writeHead(method === 'DELETE' ? 204 : 200, { ETag: '"0"' }).end();
  }
}
