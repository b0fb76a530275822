import { describe, expect, it } from 'vitest';
import { normalizeRoadCode } from '#domain/road-code';

describe('a road number', () => {
  it.each([
    ['g4', 'G4'],
    ['G 0401', 'G0401'],
    ['Ｇ７２１１', 'G7211'],
    ['318国道', 'G318'],
    ['国道318', 'G318'],
    ['G318国道', 'G318'],
    ['省道203', 'S203'],
    ['省道S203', 'S203'],
    ['县道12', 'X012'],
    ['A 1', 'A1'],
    ['I-80', 'I80'],
  ])('%s is %s', (text, code) => expect(normalizeRoadCode(text)).toBe(code));

  it.each(['', '京港澳高速', 'Highway 14', 'G', '12345'])('is not %s', (text) =>
    expect(normalizeRoadCode(text)).toBeNull(),
  );
});
