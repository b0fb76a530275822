/** Longer addresses are tracking or an attack; WeChat's and Weibo's own stay below 600 characters. */
const MAX_URL_LENGTH = 2048;

/** Picture and media hosts of the two platforms that are known to answer on https, though old posts name them with http. */
const HTTPS_HOSTS = ['qpic.cn', 'qlogo.cn', 'sinaimg.cn', 'weixin.qq.com'];

/**
 * The address as an absolute http(s) URL, or undefined when a reader must not be sent there: another scheme, credentials in
 * it, no host, too long, unparsable, or relative without a base. A protocol-relative address becomes https.
 */
export function safeUrl(raw: string | undefined, baseUrl?: string): string | undefined {
  if (raw === undefined) return undefined;
  const address = raw.trim();
  if (address === '' || address.length > MAX_URL_LENGTH) return undefined;
  const url = parseUrl(address.startsWith('//') ? `https:${address}` : address, baseUrl);
  if (url === undefined) return undefined;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (url.username !== '' || url.password !== '' || url.hostname === '') return undefined;
  if (url.protocol === 'http:' && HTTPS_HOSTS.some((host) => isWithin(url.hostname, host))) url.protocol = 'https:';
  return url.href.length > MAX_URL_LENGTH ? undefined : url.href;
}

/** True when `hostname` is `domain` or below it. */
export function isWithin(hostname: string, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`);
}

function parseUrl(address: string, baseUrl: string | undefined): URL | undefined {
  try {
    return new URL(address, baseUrl);
  } catch {
    return undefined;
  }
}
