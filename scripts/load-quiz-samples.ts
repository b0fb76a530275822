import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Cloud } from '#cloud/cloud';
import type { CloudSession } from './cloud-session.ts';
import { readOwnQuestions, sendQuestions } from './import-bank.ts';
import { BANK, readOwnBank, storedPicture } from './own-bank.ts';

export interface QuizLoading {
  cloud: Cloud;
  session: CloudSession;
  /** An editor, who takes the questions in. */
  openid: string;
  /** So many more pieces are loaded. */
  advance(pieces: number): void;
}

/** How many pieces there are to load: questions, and the pictures of their signs. */
export async function countQuizSamples(): Promise<number> {
  const { files, pictures } = await readOwnBank();
  const questions = files.reduce((sum, { bank }) => sum + bank.questions.length, 0);
  return questions + phonePictures(pictures).length;
}

const phonePictures = (pictures: ReadonlySet<string>) => [...pictures].filter((name) => name.endsWith('.webp'));

/**
 * Loads our question bank through the desk, and the signs that it shows into the store. The laws that it cites must be in
 * the library before: a question is dated by them.
 * @throws where a question is refused, or the desk takes it for a copy of another
 */
export async function loadQuizSamples({ cloud, session, openid, advance }: QuizLoading): Promise<void> {
  const { pictures } = await readOwnBank();
  for (const picture of phonePictures(pictures)) {
    await cloud.files.write(storedPicture(picture), createReadStream(join(BANK, picture)));
    advance(1);
  }
  const questions = await readOwnQuestions();
  let loaded = 0;
  const report = await sendQuestions(session, questions, { mode: 'import', openid }, undefined, (done) => {
    advance(done - loaded);
    loaded = done;
  });
  const [remark] = report.remarks;
  if (remark !== undefined) throw new Error(`${remark.where} was not loaded as it is: ${remark.why}`);
}
