import { randomUUID } from 'node:crypto';
import { FunctionError } from '../functions/errors.ts';
import type { InvokeRules } from '../functions/invoke-rules.ts';

/** What a client's call has to pass before any function sees it. */
export interface Admission {
  /** The environment's switch "允许未登录访问", which comes before the rules. */
  unauthenticatedAccess: boolean;
  rules: InvokeRules;
}

/**
 * Refuses as the service does. The words for a switch that is off are those of a phone in single-page mode
 * (https://developers.weixin.qq.com/community/develop/doc/000c6eaa2f4b3847630f86b8d56000); a rule refuses with the same
 * code, in words that are not known.
 *
 * @param openid who calls; the empty string for nobody in particular
 * @throws FunctionError PERMISSION_DENIED where the caller may not call this function
 */
export function admit({ unauthenticatedAccess, rules }: Admission, functionName: string, openid: string): void {
  if (openid === '' && !unauthenticatedAccess) {
    throw new FunctionError('PERMISSION_DENIED', 'Unauthenticated access is denied', randomUUID());
  }
  if (!rules.allow(functionName, openid === '' ? undefined : openid)) {
    throw new FunctionError('PERMISSION_DENIED', `the rule of ${functionName} refuses the caller`, randomUUID());
  }
}
