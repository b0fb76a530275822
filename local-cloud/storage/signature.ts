import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LocalClock } from '../clock.ts';

/** Signs what may be done with a file until when; whoever holds the signature may do it. */
export interface Signer {
  /** @param seconds how long it holds. @returns its end in epoch seconds, and the signature */
  sign(deed: Deed, path: string, seconds: number): { expires: number; signature: string };
  verify(deed: Deed, path: string, expires: number, signature: string): 'valid' | 'expired' | 'wrong';
}

export type Deed = 'read' | 'write';

/** Signatures run out by the local cloud's clock, so that a test can see an address expire. */
export function createSigner(key: Buffer, clock: LocalClock): Signer {
  const compute = (deed: Deed, path: string, expires: number) =>
    createHmac('sha256', key).update(`${deed}\n${expires}\n${path}`).digest('hex');
  return {
    sign(deed, path, seconds) {
      const expires = Math.floor(clock.now() / 1000) + seconds;
      return { expires, signature: compute(deed, path, expires) };
    },
    verify(deed, path, expires, signature) {
      const expected = Buffer.from(compute(deed, path, expires));
      const given = Buffer.from(signature);
      if (expected.length !== given.length || !timingSafeEqual(expected, given)) return 'wrong';
      return clock.now() > expires * 1000 ? 'expired' : 'valid';
    },
  };
}
