import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_PICTURE_BYTES } from '#domain/picture-file';
import { PNG } from '../../fixtures/pictures.ts';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;
beforeEach(async () => {
  hall = await openHall();
});
afterEach(() => hall.close());

const keep = (fileId: string) => hall.desk('keepPicture', { fileId });
const files = async () => (await hall.cloud.files.list()).map(({ path }) => path);

async function refusal(fileId: string) {
  const reply = await hall.send('desk', { action: 'keepPicture', input: { fileId } }, 'editor-1');
  if (reply.ok) throw new Error(`${fileId} was not refused`);
  return reply.error;
}

describe('a picture that an editor has put into the storage', () => {
  it('is taken to where everybody may see it, and a draft may show it', async () => {
    const upload = await hall.upload('uploads/road.png', PNG, 'editor-1');
    expect((await fetch(`${hall.cloud.url}/storage/uploads/road.png`)).status).toBe(403);
    const { path } = await keep(upload);
    const shown = await fetch(`${hall.cloud.url}/storage/${path}`);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(PNG);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(await files()).toEqual([path]);
    const content = { agencyId: 'bj', channel: 'tips', title: '题', digest: '', body: '文', cover: path } as const;
    expect(await hall.desk('saveDraft', { id: 'd1', version: 0, content })).toMatchObject({ version: 1 });
  });

  it('is the same one where its phone asks again, with one trace of who put it there', async () => {
    const upload = await hall.upload('uploads/road.png', PNG, 'editor-1');
    const { path } = await keep(upload);
    expect(await keep(upload)).toEqual({ path });
    const { entries } = await hall.desk('listAudit', { subject: path }, 'operator-1');
    expect(entries).toMatchObject([{ by: 'editor-1', action: 'keepPicture', after: { bytes: PNG.length } }]);
  });

  it('can never be exchanged for another one afterwards, since posts show it', async () => {
    const { path } = await keep(await hall.upload('uploads/road.png', PNG, 'editor-1'));
    const other = Buffer.concat([PNG, Buffer.from('other')]);
    expect(await keep(await hall.upload('uploads/road.png', other, 'editor-1'))).toEqual({ path });
    expect(Buffer.from(await (await fetch(`${hall.cloud.url}/storage/${path}`)).arrayBuffer())).toEqual(PNG);
    expect(await files()).toEqual([path]);
  });

  it.each([
    ['more than 1 MB', Buffer.concat([PNG, Buffer.alloc(MAX_PICTURE_BYTES)]), '图片超过 1 MB'],
    ['no picture', Buffer.from('<script>alert(1)</script>'), '不是 JPEG、PNG 或 WebP 图片'],
    ['nothing', Buffer.alloc(0), '不是 JPEG、PNG 或 WebP 图片'],
  ])('of %s is refused with the reason, and not kept anywhere', async (_, contents, reason) => {
    const error = await refusal(await hall.upload('uploads/large.png', contents, 'editor-1'));
    expect(error).toMatchObject({ code: 'invalid_input', details: { reason: expect.stringContaining(reason) } });
    expect(await files()).toEqual([]);
  });

  it('is not there any more, and that is said', async () => {
    const upload = await hall.upload('uploads/gone.png', PNG, 'editor-1');
    await hall.cloud.files.remove('uploads/gone.png');
    expect(await refusal(upload)).toMatchObject({ code: 'not_found' });
  });

  it('can only be one from the folder for it', async () => {
    for (const fileId of [
      await hall.upload('inquiries/ofadriver.png', PNG, 'driver-1'),
      'cloud://local-cloud.local-local-cloud/snapshots/news.json',
      'cloud://local-cloud.local-local-cloud/uploads/../inquiries/ofadriver.png',
      'uploads/road.png',
    ]) {
      expect(await refusal(fileId), fileId).toMatchObject({ code: 'invalid_input' });
    }
    expect(await files()).toEqual(['inquiries/ofadriver.png']);
  });
});

it('a picture cannot be put where everybody would see it at once', async () => {
  await expect(hall.upload('pictures/road.png', PNG, 'editor-1')).rejects.toThrow('rules');
});
