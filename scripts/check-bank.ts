/**
 * Checks the question bank that we ship, content/bank: its shape, what every question must have, copies, laws, pictures, and
 * whether the key gives itself away.
 *
 *   npm run check:bank
 *
 * Prints one line for each thing that is wrong, with the file and the question, and exits with 1 if there is any.
 */
import { pathToFileURL } from 'node:url';
import { QUESTION_TYPES, type QuestionType } from '#domain/question';
import { canonicalContent } from '#domain/question-content';
import { findQuestionFaults, optionLetter } from '#domain/question-rules';
import { CONTENT, readContent } from './check-content/read.ts';
import { BANK, type OwnBankFile, type OwnQuestion, readOwnBank, toDraft } from './own-bank.ts';

/** What the bank must hold, by subject and type. */
const LEAST: readonly { subject: number; type?: QuestionType; questions: number }[] = [
  { subject: 1, questions: 450 },
  { subject: 4, questions: 200 },
  { subject: 4, type: 'multiple', questions: 60 },
];

/** Options of each type; the official papers have these numbers. */
const OPTION_COUNT: Record<QuestionType, number> = { single: 4, multiple: 4, truefalse: 2 };

/** How far a letter's share of the key may be from even: four standard deviations of a fair draw. */
const TOLERANCE = 4;

interface Entry {
  file: string;
  bank: OwnBankFile;
  question: OwnQuestion;
}

type LawArticles = ReadonlyMap<string, ReadonlySet<string>>;

function checkQuestion({ bank, question }: Entry, laws: LawArticles, pictures: ReadonlySet<string>): string[] {
  const draft = toDraft(bank, question);
  const faults = findQuestionFaults(draft);
  const expected = OPTION_COUNT[question.type];
  if (question.options.length !== expected) faults.push(`has ${question.options.length} options, not ${expected}`);
  const prefix = `s${bank.subject}-${bank.chapter.id}-`;
  if (!question.id.startsWith(prefix)) faults.push(`its id does not begin with ${prefix}`);
  for (const { law, article } of question.law) {
    const articles = laws.get(law);
    if (articles === undefined) faults.push(`cites the law ${law}, which content/laws does not have`);
    else if (!articles.has(article)) faults.push(`cites ${law} ${article}, which content/laws does not have`);
  }
  if (question.picture !== undefined) {
    const name = question.picture.replace(/\.svg$/, '');
    for (const file of [`${name}.svg`, `${name}.webp`]) if (!pictures.has(file)) faults.push(`${file} does not exist`);
    if (question.pictureAlt === undefined) faults.push('has a picture that nothing describes');
  }
  return faults;
}

function findRepeats(entries: readonly Entry[], keyOf: (entry: Entry) => string, what: string): string[] {
  const first = new Map<string, Entry>();
  return entries.flatMap((entry) => {
    const known = first.get(keyOf(entry));
    if (known === undefined) first.set(keyOf(entry), entry);
    return known === undefined
      ? []
      : [`${entry.file} ${entry.question.id}: ${what} of ${known.file} ${known.question.id}`];
  });
}

/** Letters that are right too often or too seldom: who guesses by them would do better than chance. */
function checkKey(entries: readonly Entry[], subject: number, type: QuestionType): string[] {
  const keys = entries.filter(({ bank, question }) => bank.subject === subject && question.type === type);
  const total = keys.reduce((sum, { question }) => sum + question.correct.length, 0);
  const share = 1 / OPTION_COUNT[type];
  const spread = Math.sqrt(total * share * (1 - share));
  return Array.from({ length: OPTION_COUNT[type] }, (_, index) => index).flatMap((index) => {
    const count = keys.filter(({ question }) => question.correct.includes(index)).length;
    return Math.abs(count - total * share) > TOLERANCE * spread
      ? [`subject ${subject} ${type}: ${optionLetter(index)} is right ${count} times of ${total}`]
      : [];
  });
}

function checkAmount(entries: readonly Entry[]): string[] {
  return LEAST.flatMap(({ subject, type, questions }) => {
    const held = entries.filter(
      ({ bank, question }) => bank.subject === subject && (type === undefined || question.type === type),
    ).length;
    return held < questions
      ? [`subject ${subject}${type ? ` ${type}` : ''}: ${held} questions, fewer than ${questions}`]
      : [];
  });
}

/** Every problem of the bank below `folder`, in words; none when it is sound. */
export async function checkBank(folder = BANK): Promise<{ problems: string[]; questions: number }> {
  const [{ files, pictures, problems }, { content }] = await Promise.all([readOwnBank(folder), readContent(CONTENT)]);
  const laws = new Map(content.laws.map((law) => [law.id, new Set(law.articles.map(({ article }) => article))]));
  const entries = files.flatMap(({ file, bank }) => bank.questions.map((question) => ({ file, bank, question })));
  const subjects = [...new Set(entries.map(({ bank }) => bank.subject))];
  return {
    questions: entries.length,
    problems: [
      ...problems,
      ...entries.flatMap((entry) =>
        checkQuestion(entry, laws, pictures).map((fault) => `${entry.file} ${entry.question.id}: ${fault}`),
      ),
      ...findRepeats(entries, ({ question }) => question.id, 'has the id'),
      ...findRepeats(entries, ({ bank, question }) => canonicalContent(toDraft(bank, question)), 'is a copy'),
      ...subjects.flatMap((subject) => QUESTION_TYPES.flatMap(({ id }) => checkKey(entries, subject, id))),
      ...checkAmount(entries),
    ],
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { problems, questions } = await checkBank();
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) console.log(`bank: ${questions} questions, no problems`);
  else process.exitCode = 1;
}
