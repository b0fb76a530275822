import { LOCAL_ENVIRONMENT } from '#cloud/environment';
import type { Outside, OutsideAnswer } from './phone/settings.ts';

/** A call of a cloud function, as it left the phone. */
export interface CallMade {
  name: string;
  action: string | undefined;
  input: unknown;
  /** Whether WeChat vouched for the driver; in single-page mode it doesn't. */
  signedIn: boolean;
  /** How the gateway answered: its HTTP status, or 0 when there was no answer. */
  status: number;
  /** UTF-8 bytes of the answer's body. */
  bytes: number;
  milliseconds: number;
}

/** Words of WeChat for a service that doesn't answer. */
const NO_SERVICE = 'request:fail -102:net::ERR_CONNECTION_REFUSED';

function refuse(errMsg: string, errCode = -1): OutsideAnswer {
  return { ok: false, errCode, errMsg };
}

/** The way from the phone to the local cloud. Nothing else is reachable. */
export class OutsideWorld {
  readonly calls: CallMade[] = [];

  constructor(
    private readonly gateway: string,
    private readonly openid: string,
  ) {}

  async ask(question: Outside): Promise<OutsideAnswer> {
    switch (question.kind) {
      case 'call':
        return this.#call(question);
      case 'upload':
        return this.#upload(question);
      case 'download':
        return this.#request(`${this.gateway}/storage/download?fileID=${encodeURIComponent(question.fileID)}`, {});
      case 'request': {
        const { url, method, header, body } = question;
        return this.#request(url, { method, headers: header, ...(body !== undefined && { body }) });
      }
    }
  }

  async #call({ env, name, data, signedIn }: Outside & { kind: 'call' }): Promise<OutsideAnswer> {
    const { action, input } = data as { action?: string; input?: unknown };
    const started = performance.now();
    const made: CallMade = { name, action, input, signedIn, status: 0, bytes: 0, milliseconds: 0 };
    this.calls.push(made);
    if (env !== LOCAL_ENVIRONMENT) return refuse(`Error: errCode: -501005 invalid env | ${env}`, -501005);
    try {
      const response = await fetch(`${this.gateway}/call/${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(signedIn && { 'x-local-openid': this.openid }) },
        body: JSON.stringify(data),
      });
      const body = await response.text();
      made.status = response.status;
      made.bytes = Buffer.byteLength(body);
      if (response.ok) return { ok: true, status: response.status, body };
      const failure = JSON.parse(body) as { errCode?: number; errMsg?: string };
      return refuse(failure.errMsg ?? `HTTP ${response.status}`, failure.errCode);
    } catch (error) {
      return refuse(error instanceof SyntaxError ? `the gateway answered no JSON: ${error.message}` : NO_SERVICE);
    } finally {
      made.milliseconds = performance.now() - started;
    }
  }

  async #upload({ cloudPath, contents }: Outside & { kind: 'upload' }): Promise<OutsideAnswer> {
    const [, mime = '', base64 = ''] = /^data:([^;]+);base64,(.*)$/s.exec(contents) ?? [];
    if (base64 === '') return refuse(`${contents.slice(0, 40)} is no temporary file of this phone`);
    const path = cloudPath.split('/').map(encodeURIComponent).join('/');
    return this.#request(`${this.gateway}/upload/${path}`, {
      method: 'PUT',
      headers: { 'content-type': mime, 'x-local-openid': this.openid },
      body: Buffer.from(base64, 'base64'),
    });
  }

  async #request(url: string, init: RequestInit): Promise<OutsideAnswer> {
    if (!URL.canParse(url)) return refuse('request:fail invalid url');
    const { hostname } = new URL(url);
    if (hostname !== '127.0.0.1' && hostname !== 'localhost') return refuse('request:fail url not in domain list');
    try {
      const response = await fetch(url, init);
      return {
        ok: true,
        status: response.status,
        body: await response.text(),
        header: Object.fromEntries(response.headers),
      };
    } catch {
      return refuse(NO_SERVICE);
    }
  }
}
