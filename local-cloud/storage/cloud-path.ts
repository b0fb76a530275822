import { ServiceError } from '../admin/action.ts';

/** Bytes of a path once encoded; see "文件名命名限制" in WeChat's storage guide. */
const pathLimit = 850;

/**
 * Refuses a path that the service's naming rules forbid: empty, led by `/`, with an empty, `.` or `..` part, a control
 * character, a lone surrogate or a backslash, or too long.
 *
 * @throws ServiceError INVALID_PARAM
 */
export function checkCloudPath(value: unknown): string {
  const refuse = (reason: string) => new ServiceError('INVALID_PARAM', `cloudPath ${JSON.stringify(value)} ${reason}`);
  if (typeof value !== 'string' || value === '') throw refuse('is not a file path');
  if (value.startsWith('/')) throw refuse('starts with /');
  if (/[\p{Cc}\p{Cs}\\]/u.test(value)) throw refuse('has a control character, a lone surrogate or a backslash');
  const parts = value.split('/');
  if (parts.includes('')) throw refuse('has an empty part');
  if (parts.some((part) => part === '.' || part === '..')) throw refuse('leads elsewhere');
  if (encodeURIComponent(value).length > pathLimit) throw refuse(`is longer than ${pathLimit} bytes`);
  return value;
}

/** The addresses by which an environment's files are known: `cloud://<environment>.<bucket>/<path>`. */
export interface FileIds {
  of(cloudPath: string): string;
  /** @throws ServiceError where the id is none, or of another environment */
  pathOf(fileId: unknown): string;
}

export function fileIdsOf(environment: string): FileIds {
  const prefix = `cloud://${environment}.local-${environment}/`;
  return {
    of: (cloudPath) => prefix + cloudPath,
    pathOf(fileId) {
      if (typeof fileId !== 'string' || !fileId.startsWith('cloud://')) {
        throw new ServiceError('INVALID_PARAM', `${JSON.stringify(fileId)} is not a file id`);
      }
      if (!fileId.startsWith(prefix)) {
        throw new ServiceError('STORAGE_EXCEED_AUTHORITY', `${fileId} is of another environment than ${environment}`);
      }
      return checkCloudPath(fileId.slice(prefix.length));
    },
  };
}
