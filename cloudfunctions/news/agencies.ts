import type { NewsContract } from '#contract/news';
import { AGENCY_LEVELS, type AgencyDocument } from '#domain/agency';
import { AppError } from '#domain/app-error';
import { placesHeardIn } from '#domain/region';
import { collection, command } from '#functions/shared/database';
import { readWhole } from '#functions/shared/read-whole';
import type { Handlers } from '#functions/shared/serve';

const agencies = () => collection<AgencyDocument>('agencies');

const SUMMARY = { _id: true, name: true, shortName: true, level: true, adcode: true } as const;

export const listAgencies: Handlers<NewsContract>['listAgencies'] = async ({ level, region }) => {
  const places = region === undefined ? [] : placesHeardIn(region);
  const found = await readWhole<Pick<AgencyDocument, keyof typeof SUMMARY>>('agencies', {
    where: { ...(level !== undefined && { level }), ...(places.length > 0 && { places: command.in(places) }) },
    field: SUMMARY,
  });
  const rank = (agency: Pick<AgencyDocument, 'level' | 'adcode'>) =>
    `${AGENCY_LEVELS.indexOf(agency.level)}${agency.adcode}`;
  const sorted = found.sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  return { agencies: sorted.map(({ _id, ...agency }) => ({ id: _id, ...agency })) };
};

export const getAgency: Handlers<NewsContract>['getAgency'] = async ({ id }) => {
  const { data: agency } = await agencies().doc(id).get();
  if (agency === null) throw new AppError('not_found', `no agency ${id}`);
  const { data: parent } = agency.parentId === undefined ? { data: null } : await agencies().doc(agency.parentId).get();
  return {
    id,
    name: agency.name,
    shortName: agency.shortName,
    level: agency.level,
    adcode: agency.adcode,
    about: agency.about,
    accounts: agency.accounts,
    ...(parent !== null && { parent: { id: parent._id, shortName: parent.shortName } }),
  };
};
