import { AppError } from '#domain/app-error';
import { chooseFile as choose } from './choose-file';

/** A file that somebody has chosen, whole. */
export interface ChosenFile {
  name: string;
  /** Its bytes as base64. */
  data: string;
}

/**
 * Asks for a file: in WeChat out of a chat, in a browser of the machine. Undefined where none was chosen.
 * @throws AppError `forbidden` where WeChat may not give it, `unavailable` where it can't be read
 */
export async function chooseFile(): Promise<ChosenFile | undefined> {
  try {
    return await choose();
  } catch (failure) {
    if (failure instanceof AppError) throw failure;
    const { errMsg, message } = failure as { errMsg?: string; message?: string };
    throw new AppError('unavailable', errMsg ?? message ?? String(failure));
  }
}
