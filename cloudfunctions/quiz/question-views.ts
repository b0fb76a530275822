import type { AskedQuestionView, PackQuestion, PracticeQuestion } from '#contract/quiz';
import type { PackedQuestion, QuestionDocument } from '#domain/question-document';
import { articleSince, type LawLibrary } from '#domain/question-law';

type Answered = Omit<PackedQuestion, 'id' | 'vehicleClasses' | 'source' | 'licence'>;

const picturesOf = ({ picture, pictureAlt }: Pick<QuestionDocument, 'picture' | 'pictureAlt'>) => ({
  ...(picture !== undefined && { picture }),
  ...(pictureAlt !== undefined && { pictureAlt }),
});

/** The question without its answer: what may be shown before an exam's end. */
export function askedView(question: QuestionDocument, index: number): AskedQuestionView {
  const { type, stem, options } = question;
  return { index, type, stem, ...picturesOf(question), options };
}

function answeredView(id: string, question: Answered) {
  const { type, stem, options, correct, scoring, explanation, law, points, difficulty } = question;
  const pictures = picturesOf(question);
  return { id, type, stem, ...pictures, options, correct, scoring, explanation, law, points, difficulty };
}

export function practiceView(question: QuestionDocument): PracticeQuestion {
  return { ...answeredView(question._id, question), chapter: question.chapter.id, subject: question.subject };
}

export function packView(question: PackedQuestion): PackQuestion {
  const { vehicleClasses, source, licence } = question;
  return { ...answeredView(question.id, question), vehicleClasses, source, licence };
}

/** A question as its pack keeps it. */
export function packed(question: QuestionDocument): PackedQuestion {
  const { _id, vehicleClasses, source, licence } = question;
  return { ...answeredView(_id, question), vehicleClasses, source, licence };
}

/** The articles that a question cites, as the library has them today; what it doesn't know is missing. */
export function citedArticles({ law: basis }: Pick<QuestionDocument, 'law'>, library: LawLibrary) {
  return basis.flatMap(({ law, article }) => {
    const known = library.get(law);
    const text = known?.articles.find((one) => one.article === article);
    const since = articleSince(library, { law, article });
    if (!known || !text || since === undefined) return [];
    const { topic, summary } = text;
    return [{ law, article, title: known.title, topic, summary, inForceFrom: since, officialLink: known.officialLink }];
  });
}
