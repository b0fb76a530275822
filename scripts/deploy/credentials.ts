/** Who deploys, and to where. Keys come from the environment only, and are never printed. */
export interface Credentials {
  secretId: string;
  secretKey: string;
  /** Goes with keys that end, such as the two-hour keys of WeChat's `tcb/getqcloudtoken`. */
  token?: string;
}

const NAMES = {
  secretId: 'TENCENTCLOUD_SECRETID',
  secretKey: 'TENCENTCLOUD_SECRETKEY',
  token: 'TENCENTCLOUD_SESSIONTOKEN',
} as const;

/** @throws Error that names the variables that are missing, never what stands in them */
export function readCredentials(environment: NodeJS.ProcessEnv): Credentials {
  const read = (name: string) => environment[name]?.trim() ?? '';
  const secretId = read(NAMES.secretId);
  const secretKey = read(NAMES.secretKey);
  const token = read(NAMES.token);
  const missing = [...(secretId === '' ? [NAMES.secretId] : []), ...(secretKey === '' ? [NAMES.secretKey] : [])];
  if (missing.length > 0) {
    throw new Error(
      `no key to the environment: set ${missing.join(' and ')} (with keys that end, ${NAMES.token} as well); docs/deploy.md says where they are got`,
    );
  }
  return { secretId, secretKey, ...(token !== '' && { token }) };
}

/** The proxy that every request goes through, as curl names it. */
export function readProxy(environment: NodeJS.ProcessEnv): string | undefined {
  return environment.https_proxy || environment.HTTPS_PROXY || environment.http_proxy || undefined;
}
