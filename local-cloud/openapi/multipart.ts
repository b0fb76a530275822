/**
 * Reads a multipart/form-data body as form-data 4 writes it. Node's own parser takes a part without a file name for text
 * and destroys the protobuf in it.
 *
 * @throws Error where the body is no such thing
 */
export function parseMultipart(body: Buffer, contentType: string): Map<string, Buffer> {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error(`no boundary in content-type ${contentType}`);
  const delimiter = Buffer.from(`--${boundary}`);
  const parts = new Map<string, Buffer>();
  let at = body.indexOf(delimiter);
  while (at !== -1) {
    const headersStart = at + delimiter.length + 2;
    const headersEnd = body.indexOf('\r\n\r\n', headersStart);
    const next = body.indexOf(`\r\n--${boundary}`, headersStart);
    if (headersEnd === -1 || next === -1) break;
    const name = /name="([^"]*)"/i.exec(body.toString('utf8', headersStart, headersEnd))?.[1];
    if (name !== undefined) parts.set(name, body.subarray(headersEnd + 4, next));
    at = next + 2;
  }
  return parts;
}
