import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MeContract } from '#contract/me';
import { exportOf } from '../../fixtures/personal-export.ts';
import { PNG } from '../../fixtures/pictures.ts';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;
beforeEach(async () => {
  hall = await openHall();
});
afterEach(() => hall.close());

const keyOf = (text: string) => createHash('sha256').update(text).digest('hex');
const ask = (text: string, clientId = keyOf(text), openid = 'driver-1') =>
  hall.call<MeContract, 'askQuestion'>('me', 'askQuestion', { clientId, kind: 'question', text }, openid);
const mine = (openid = 'driver-1') => hall.call<MeContract, 'listMyQuestions'>('me', 'listMyQuestions', {}, openid);
const waiting = async () => (await hall.desk('listInquiries', { state: 'waiting' })).inquiries;
const deleteMine = () => hall.call<MeContract, 'deleteMyData'>('me', 'deleteMyData', { confirm: 'delete' }, 'driver-1');

describe('asking', () => {
  it('waits for an editor, and the driver sees so', async () => {
    const asked = await ask('学法减分一年能减几次？');
    expect(asked).toMatchObject({ state: 'waiting', text: '学法减分一年能减几次？', kind: 'question' });
    expect((await mine()).questions).toEqual([asked]);
    expect((await mine('driver-2')).questions).toEqual([]);
    expect(await waiting()).toMatchObject([{ id: asked.id, text: '学法减分一年能减几次？' }]);
  });

  it('twice with one key is asking once', async () => {
    const [one, other] = [await ask('一样的问题', 'key-1'), await ask('一样的问题', 'key-1')];
    expect(other.id).toBe(one.id);
    expect(await waiting()).toHaveLength(1);
  });

  it('passes WeChat’s check before anybody sees it', async () => {
    hall.cloud.openapi.change({ refusedWords: ['违禁'], reviewedWords: ['存疑'] });
    await expect(ask('这是违禁内容')).rejects.toThrow('invalid_input: text');
    await ask('这是存疑内容');
    expect(await waiting()).toMatchObject([{ text: '这是存疑内容', doubtful: true }]);
    expect(hall.cloud.messages()).toHaveLength(2);
  });

  it('takes nothing that could not be checked', async () => {
    hall.cloud.openapi.change({ unknownUsers: ['driver-1'] });
    await expect(ask('没人能检查')).rejects.toThrow('unavailable');
    expect(await waiting()).toEqual([]);
  });

  it('is for five times a day', async () => {
    for (const text of ['一', '二', '三', '四', '五']) await ask(text);
    await expect(ask('六')).rejects.toThrow('rate_limited');
    hall.cloud.clock.advance(24 * 3600_000);
    expect((await ask('六')).state).toBe('waiting');
  });
});

describe('answering', () => {
  const publish = { title: '学法减分一年能减几次', text: '学法减分一年能减几次？', channel: 'service' as const };

  it('reaches the driver, and the hall where it is published: feed, search, and the list of answers', async () => {
    const { id } = await ask('我叫某某，学法减分一年能减几次？');
    const { postId } = await hall.desk('answerInquiry', { id, agencyId: 'bj', reply: '一个周期最多减6分。', publish });
    expect((await mine()).questions).toMatchObject([
      { state: 'answered', reply: '一个周期最多减6分。', repliedBy: '北京交警', postId },
    ]);
    const { answers } = await hall.news('listAnswers', {});
    expect(answers).toMatchObject([{ id, text: '学法减分一年能减几次？', postId }]);
    expect((await hall.news('searchPosts', { query: '学法减分' })).hits.map((hit) => hit.id)).toEqual([postId]);
    const everything = [await hall.news('getPost', { id: postId ?? '' }), answers];
    expect(JSON.stringify(everything)).not.toMatch(/某某|driver-1/);
  });

  it('is public no longer where its post was withdrawn; the driver keeps it', async () => {
    const { id } = await ask('学法减分一年能减几次？');
    const { postId = '' } = await hall.desk('answerInquiry', { id, agencyId: 'bj', reply: '最多减9分。', publish });
    await hall.desk('withdrawPost', { id: postId, revision: 1, reason: '答复有误' });
    expect((await hall.news('listAnswers', {})).answers).toEqual([]);
    expect((await mine()).questions).toMatchObject([{ reply: '最多减9分。' }]);
  });

  describe('in public, by an agency that wants every post reviewed', () => {
    const step = (action: 'reviewDraft' | 'publishDraft' | 'reopenDraft', more: object, openid: string) =>
      hall.send('desk', { action, input: { id: `answer-${asked}`, ...more } }, openid);
    let asked = '';

    beforeEach(async () => {
      await hall.desk('saveAgencySettings', { agencyId: 'bj', review: 'required' }, 'operator-1');
      for (const role of ['editor', 'reviewer'] as const) await hall.grant('colleague', role, 'bj');
      asked = (await ask('学法减分一年能减几次？')).id;
    });

    it('reaches the driver at once, and the hall after somebody else has read it', async () => {
      const input = { id: asked, agencyId: 'bj', reply: '一个周期最多减6分。', publish };
      await hall.grant('editor-1', 'reviewer');
      expect(await hall.desk('answerInquiry', input)).toEqual({ draftId: `answer-${asked}` });
      expect((await mine()).questions).toMatchObject([{ state: 'answered', reply: '一个周期最多减6分。' }]);
      expect((await hall.news('listPosts', {})).posts).toEqual([]);
      expect((await hall.news('listAnswers', {})).answers).toEqual([]);
      const approval = { version: 2, decision: 'approve', note: '' };
      expect(await step('publishDraft', { version: 2 }, 'editor-1')).toMatchObject({ error: { code: 'conflict' } });
      expect(await step('reviewDraft', approval, 'editor-1')).toMatchObject({ error: { code: 'forbidden' } });
      expect(await step('reviewDraft', approval, 'colleague')).toMatchObject({ ok: true });
      const { postId } = await hall.desk('publishDraft', { id: `answer-${asked}`, version: 3 });
      expect((await hall.news('listAnswers', {})).answers).toMatchObject([
        { id: asked, text: publish.text, reply: '一个周期最多减6分。', repliedBy: '北京交警', postId },
      ]);
      expect((await mine()).questions).toMatchObject([{ reply: '一个周期最多减6分。', postId }]);
    });

    it('is listed as its review has left it, and the driver keeps what they were told', async () => {
      await hall.desk('answerInquiry', { id: asked, agencyId: 'bj', reply: '最多减9分。', publish });
      await step('reopenDraft', { version: 2 }, 'editor-1');
      const { id, title, body, channel } = await hall.desk('getDraft', { id: `answer-${asked}` });
      const content = { agencyId: 'bj', channel, title, digest: '', body: body.replace('9', '6') };
      await hall.desk('saveDraft', { id, version: 3, content });
      const other = { ...content, agencyId: 'he' };
      await expect(hall.desk('saveDraft', { id, version: 4, content: other })).rejects.toThrow('invalid_input');
      await hall.desk('submitDraft', { id, version: 4 });
      await step('reviewDraft', { version: 5, decision: 'approve', note: '' }, 'colleague');
      await hall.desk('publishDraft', { id, version: 6 });
      expect((await hall.news('listAnswers', {})).answers).toMatchObject([{ reply: '最多减6分。' }]);
      expect((await mine()).questions).toMatchObject([{ reply: '最多减9分。' }]);
    });
  });

  it('by two editors at once publishes the words of the one who answered, and only those', async () => {
    const { id } = await ask('学法减分一年能减几次？');
    const replies = ['最多减6分。', '不能减分。', '请咨询窗口。'];
    const attempts = await Promise.allSettled(
      replies.map((reply) => hall.desk('answerInquiry', { id, agencyId: 'bj', reply, publish })),
    );
    const won = replies[attempts.findIndex(({ status }) => status === 'fulfilled')];
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [answer] = (await hall.news('listAnswers', {})).answers;
    expect(answer).toMatchObject({ reply: won });
    expect((await mine()).questions).toMatchObject([{ reply: won }]);
    const post = await hall.news('getPost', { id: answer?.postId ?? '' });
    expect(post).toMatchObject({ revision: 1, blocks: [{ html: expect.stringContaining(won ?? 'nothing') }] });
  });

  it('takes none of a driver’s words for a mark', async () => {
    const { id } = await ask('问');
    const text = '## 答\n![图](https://elsewhere.example/a.jpg)';
    const answer = { id, agencyId: 'bj', reply: '请看下文。', publish: { ...publish, text } };
    const { postId } = await hall.desk('answerInquiry', answer);
    const post = await hall.news('getPost', { id: postId ?? '' });
    expect(JSON.stringify(post)).not.toContain('"image"');
    expect((await hall.news('listAnswers', {})).answers).toMatchObject([{ text, reply: '请看下文。' }]);
  });

  it('that declines may say as much as one that answers', async () => {
    const { id } = await ask('帮我消分');
    const reason = '不受理。'.repeat(500);
    await hall.desk('declineInquiry', { id, agencyId: 'bj', reason });
    expect((await mine()).questions).toMatchObject([{ reply: reason }]);
  });

  it('may stay between the desk and the driver', async () => {
    const { id } = await ask('我的罚单怎么交？');
    expect(await hall.desk('answerInquiry', { id, agencyId: 'bj', reply: '请在线缴纳。' })).toEqual({});
    expect((await hall.news('listAnswers', {})).answers).toEqual([]);
    expect((await mine()).questions).toMatchObject([{ state: 'answered', reply: '请在线缴纳。' }]);
  });

  it('or declining with a reason happens once', async () => {
    const { id } = await ask('帮我消分');
    await hall.desk('declineInquiry', { id, agencyId: 'bj', reason: '不受理违法请求' });
    expect((await mine()).questions).toMatchObject([{ state: 'declined', reply: '不受理违法请求' }]);
    await expect(hall.desk('answerInquiry', { id, agencyId: 'bj', reply: '好' })).rejects.toThrow('conflict');
    await expect(hall.desk('declineInquiry', { id: 'none', agencyId: 'bj', reason: '无' })).rejects.toThrow(
      'not_found',
    );
  });

  it('is for editors, in the name of their agency', async () => {
    const { id } = await ask('谁来回答？');
    await hall.grant('editor-he', 'editor', 'he');
    await expect(hall.desk('answerInquiry', { id, agencyId: 'bj', reply: '我' }, 'editor-he')).rejects.toThrow(
      'forbidden',
    );
    await hall.desk('answerInquiry', { id, agencyId: 'he', reply: '我' }, 'editor-he');
  });
});

describe('what is kept of a driver', () => {
  it('can be taken along, and deleted; an answer that was published forgets who asked', async () => {
    const { id } = await ask('公开的问题');
    await ask('不公开的问题');
    const publish = { title: '公开的问题', text: '公开的问题', channel: 'service' as const };
    await hall.desk('answerInquiry', { id, agencyId: 'bj', reply: '公开的回答。', publish });
    const { data } = await exportOf(hall, 'driver-1');
    expect(data.inquiries).toHaveLength(2);
    await deleteMine();
    expect((await mine()).questions).toEqual([]);
    expect((await hall.news('listAnswers', {})).answers).toHaveLength(1);
    for (const name of ['inquiries', 'shelves', 'quotas']) {
      const { documents } = hall.cloud.database.browse(name, { limit: 50, offset: 0 });
      expect(JSON.stringify(documents), name).not.toContain('driver-1');
    }
  });

  it('is deleted with the pictures of the questions', async () => {
    const picture = await hall.upload('inquiries/picture1.png', PNG, 'driver-1');
    const input = { clientId: 'with-picture', kind: 'question' as const, text: '这是什么标志？', pictures: [picture] };
    await hall.call<MeContract, 'askQuestion'>('me', 'askQuestion', input, 'driver-1');
    const files = async () => {
      const listed = (await (await fetch(`${hall.cloud.url}/__local/files`)).json()) as { path: string }[];
      return listed.map(({ path }) => path);
    };
    expect(await files()).toContain('inquiries/picture1.png');
    await deleteMine();
    expect(await files()).not.toContain('inquiries/picture1.png');
  });

  it('a file that is no picture of a question cannot be named as one', async () => {
    const pictures = ['cloud://env.bucket/pictures/ice-road.webp'];
    const event = { action: 'askQuestion', input: { clientId: 'c', kind: 'question', text: '问', pictures } };
    expect(await hall.send('me', event, 'driver-1')).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });

  it('is not deleted by accident', async () => {
    const reply = await hall.send('me', { action: 'deleteMyData', input: {} }, 'driver-1');
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });
});
