import type { QuestionDraft } from '#domain/question';

/** A sound question; a test says only what matters to it. */
export function draftQuestion(changes: Partial<QuestionDraft> = {}): QuestionDraft {
  return {
    type: 'single',
    subject: 1,
    chapter: { id: 'signals', name: '交通信号' },
    vehicleClasses: ['C1'],
    stem: '绿灯亮起，路口内还有行人没有走完，应当怎样做？',
    options: [
      { text: '等行人走完再起步' },
      { text: '鸣喇叭催促' },
      { text: '从行人身后绕过' },
      { text: '加速抢先通过' },
    ],
    correct: [0],
    scoring: 'exact',
    explanation: '绿灯只准许通行，被放行的车辆仍不得妨碍正在通过的行人。',
    law: [{ law: 'road-traffic-safety-law', article: '第四十七条' }],
    points: ['礼让行人'],
    source: '测试',
    licence: 'MIT',
    difficulty: 2,
    ...changes,
  };
}
