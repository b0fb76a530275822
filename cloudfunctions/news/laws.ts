import type { NewsContract } from '#contract/news';
import { AppError } from '#domain/app-error';
import type { LawDocument } from '#domain/law';
import { collection } from '#functions/shared/database';
import { readWhole } from '#functions/shared/read-whole';
import type { Handlers } from '#functions/shared/serve';

const laws = () => collection<LawDocument>('laws');

const HEADING = {
  _id: true,
  title: true,
  shortTitle: true,
  number: true,
  issuer: true,
  inForceFrom: true,
  amendedFrom: true,
  inForceTo: true,
} as const;

type LawHeading = Pick<LawDocument, keyof typeof HEADING>;

function headingOf({ _id, title, shortTitle, number, issuer, inForceFrom, amendedFrom, inForceTo }: LawHeading) {
  return {
    id: _id,
    title,
    shortTitle,
    number,
    issuer,
    inForceFrom,
    ...(amendedFrom !== undefined && { amendedFrom }),
    ...(inForceTo !== null && { inForceTo }),
  };
}

export const listLaws: Handlers<NewsContract>['listLaws'] = async () => {
  const found = await readWhole<LawHeading>('laws', { field: HEADING });
  return { laws: found.map(headingOf) };
};

export const getLaw: Handlers<NewsContract>['getLaw'] = async ({ id }) => {
  const { data: law } = await laws().doc(id).get();
  if (law === null) throw new AppError('not_found', `no law ${id}`);
  return { ...headingOf(law), officialLink: law.officialLink, articles: law.articles };
};
