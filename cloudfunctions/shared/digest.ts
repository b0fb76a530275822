import { createHash } from 'node:crypto';

/** The first `length` hexadecimal digits of a SHA-256 over parts that can't run into each other. */
export function digest(length: number, ...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length);
}
