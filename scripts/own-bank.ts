/** Reads the question bank that we ship, for its check and for whatever loads it into a cloud. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { QUESTION_TYPE_IDS, type QuestionDraft, SUBJECT_IDS } from '#domain/question';

export const BANK = fileURLToPath(new URL('../content/bank/', import.meta.url));

const text = (most: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1, 'is empty'), v.maxLength(most, `is longer than ${most}`));

const question = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^s[14]-[a-z0-9-]+-\d{3}$/, 'is not s<subject>-<chapter>-<three digits>')),
  type: v.picklist(QUESTION_TYPE_IDS),
  stem: text(300),
  options: v.array(text(120)),
  correct: v.array(v.pipe(v.number(), v.integer())),
  explanation: text(300),
  law: v.pipe(v.array(v.strictObject({ law: text(60), article: text(20) })), v.minLength(1, 'cites no law')),
  points: v.pipe(v.array(text(30)), v.minLength(1, 'names no knowledge point')),
  difficulty: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  picture: v.optional(v.pipe(v.string(), v.regex(/^signs\/[a-z0-9-]+\.svg$/, 'is not signs/<name>.svg'))),
  pictureAlt: v.optional(text(100)),
});

const bankFile = v.strictObject({
  subject: v.picklist(SUBJECT_IDS),
  chapter: v.strictObject({ id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/, 'is not kebab-case')), name: text(30) }),
  vehicleClasses: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[A-Z]\d?$/))), v.minLength(1)),
  source: text(60),
  licence: text(30),
  questions: v.pipe(v.array(question), v.minLength(1)),
});

export type OwnBankFile = v.InferOutput<typeof bankFile>;
export type OwnQuestion = OwnBankFile['questions'][number];

export interface OwnBank {
  /** Path below the bank's folder, and what it holds. */
  files: { file: string; bank: OwnBankFile }[];
  /** Files of pictures, as `signs/<name>.svg` and `.webp`. */
  pictures: Set<string>;
  /** What does not parse, with its place. */
  problems: string[];
}

export async function readOwnBank(folder = BANK): Promise<OwnBank> {
  const bank: OwnBank = { files: [], pictures: new Set(), problems: [] };
  for (const name of await readdir(join(folder, 'signs'))) bank.pictures.add(`signs/${name}`);
  for (const subject of SUBJECT_IDS) {
    for (const name of (await readdir(join(folder, `subject${subject}`))).sort()) {
      const file = `subject${subject}/${name}`;
      const parsed = v.safeParse(bankFile, JSON.parse(await readFile(join(folder, file), 'utf8')));
      if (parsed.success) {
        if (parsed.output.subject !== subject) bank.problems.push(`${file}: says subject ${parsed.output.subject}`);
        bank.files.push({ file, bank: parsed.output });
      } else {
        for (const issue of parsed.issues)
          bank.problems.push(`${file}: ${v.getDotPath(issue) ?? '(root)'} ${issue.message}`);
      }
    }
  }
  return bank;
}

/** Where a picture of the bank is served from: phones get the WebP. */
export const storedPicture = (picture: string) => `pictures/${picture.replace(/\.svg$/, '.webp')}`;

export function toDraft(bank: OwnBankFile, written: OwnQuestion): QuestionDraft {
  const { id, picture, pictureAlt, options, ...rest } = written;
  return {
    ...rest,
    subject: bank.subject,
    chapter: bank.chapter,
    vehicleClasses: bank.vehicleClasses,
    source: bank.source,
    licence: bank.licence,
    // The rule of the official examination.
    scoring: 'exact',
    options: options.map((option) => ({ text: option })),
    ...(picture !== undefined && { picture: storedPicture(picture) }),
    ...(pictureAlt !== undefined && { pictureAlt }),
    externalId: id,
  };
}
