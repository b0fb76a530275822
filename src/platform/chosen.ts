import { AppError } from '#domain/app-error';

/**
 * What the driver has chosen, where WeChat asks for it; undefined where they thought better of it.
 * @throws AppError `forbidden` where WeChat may not give it, by the driver's word or because the account's privacy guide
 * doesn't declare it (errno 112); `unavailable` for anything else
 */
export async function unlessCancelled<T>(choice: Promise<T>): Promise<T | undefined> {
  try {
    return await choice;
  } catch (failure) {
    const { errMsg, message } = failure as { errMsg?: string; message?: string };
    const said = errMsg ?? message ?? String(failure);
    if (/cancel/i.test(said)) return undefined;
    throw new AppError(/auth|privacy|permission|scope/i.test(said) ? 'forbidden' : 'unavailable', said);
  }
}
