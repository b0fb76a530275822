import { AppError } from '#domain/app-error';
import { collection } from '#functions/shared/database';

/** The agency for which an officer speaks. */
export interface PublishingAgency {
  _id: string;
  name: string;
  adcode: string;
}

/** @throws AppError `not_found` */
export async function readAgency(id: string): Promise<PublishingAgency> {
  const { data: agency } = await collection<PublishingAgency>('agencies').doc(id).get();
  if (agency === null) throw new AppError('not_found', `no agency ${id}`);
  return agency;
}
