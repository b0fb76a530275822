import { AppError } from '#domain/app-error';
import { failureCode } from '#platform/answer';

/** What is chosen on the phone. Where WeChat may not give it that is said in these words: `forbidden` is else a matter of roles. */
export async function chosenOr<T>(words: string, choice: Promise<T>): Promise<T> {
  try {
    return await choice;
  } catch (error) {
    if (failureCode(error) !== 'forbidden') throw error;
    throw new AppError('forbidden', error instanceof Error ? error.message : String(error), { reason: words });
  }
}
