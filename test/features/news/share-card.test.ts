import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHANNEL_IDS } from '#domain/post';
import { postCard, shareCard } from '../../../src/features/news/share-card.ts';

const BASE = 'https://files.example.test/';

describe('the picture that a post is sent with', () => {
  it.each([
    ['https://mmbiz.qpic.cn/mmbiz_jpg/abc/0?wx_fmt=jpeg', 'https://mmbiz.qpic.cn/mmbiz_jpg/abc/0?wx_fmt=jpeg'],
    ['https://example.test/cover.PNG', 'https://example.test/cover.PNG'],
  ])('is its cover where WeChat shows that: %s', (cover, card) => {
    expect(postCard({ cover, channel: 'tips' }, BASE)).toBe(card);
  });

  it.each([
    undefined,
    'pictures/ice-road.webp',
    'https://mmbiz.qpic.cn/mmbiz_gif/abc/0?wx_fmt=gif',
    'https://example.test/cover.svg',
  ])("is its channel's card where there is none that WeChat takes: %s", (cover) => {
    expect(postCard({ cover, channel: 'tips' }, BASE)).toBe('/pages/news/cards/tips.png');
  });
});

it.each([...CHANNEL_IDS, 'agency', 'answers'] as const)('the card of %s is a small PNG of 5:4', (kind) => {
  const file = readFileSync(shareCard(kind).replace('/pages/news/cards', 'src/assets/share-cards'));
  expect(file.subarray(1, 4).toString()).toBe('PNG');
  expect(file.readUInt32BE(16) / file.readUInt32BE(20)).toBe(5 / 4);
  expect(file.length).toBeLessThan(20_000);
});
