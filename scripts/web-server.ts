import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import sirv from 'sirv';

interface WebServerOptions {
  /** Folder of the built H5 app. */
  root: string;
  /** Where the local cloud listens, as `http://127.0.0.1:8787`. */
  cloud: string;
  /** 0 lets the system choose. */
  port: number;
}

/** Paths that the local cloud answers; to the browser they are of the same origin as the app. */
const CLOUD_PATHS = /^\/(call|storage|upload)\//;

function passOn(incoming: IncomingMessage, response: ServerResponse, cloud: string): void {
  const address = new URL(incoming.url ?? '/', cloud);
  const { host: _host, origin: _origin, ...headers } = incoming.headers;
  const onward = request(
    address,
    { method: incoming.method, headers: { ...headers, host: address.host } },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', (error) => {
    if (response.headersSent) response.destroy(error);
    else
      response
        .writeHead(502, { 'content-type': 'application/json' })
        .end('{"errCode":-1,"errMsg":"network: the local cloud does not answer"}');
  });
  incoming.pipe(onward);
}

/** Serves the H5 build on 127.0.0.1 and passes its calls on to the local cloud. Rejects where the port is taken. */
export function startWebServer({ root, cloud, port }: WebServerOptions): Promise<{ url: string; server: Server }> {
  const files = sirv(root, { single: true, etag: true });
  const server = createServer((incoming, response) => {
    if (CLOUD_PATHS.test(incoming.url ?? '')) passOn(incoming, response, cloud);
    else files(incoming, response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the web server has no port'));
      else resolve({ url: `http://127.0.0.1:${address.port}`, server });
    });
  });
}
