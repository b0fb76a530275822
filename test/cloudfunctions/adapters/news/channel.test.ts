import { describe, expect, it } from 'vitest';
import { guessChannel } from '#functions/adapters/news/channel';

describe('guessChannel', () => {
  it.each([
    ['辟谣：“副驾驶不系安全带扣3分”不实', '', 'rebuttal'],
    ['网传高速收费站将全部取消？假的！', '', 'rebuttal'],
    ['曝光！本周酒驾人员名单', '', 'warning'],
    ['典型案例：疲劳驾驶的代价', '', 'warning'],
    ['《道路交通安全法实施条例》修订解读', '', 'law'],
    ['机动车检验新规12月1日施行', '', 'law'],
    ['G4京港澳高速北江段封闭施工通告', '', 'service'],
    ['周末出行提示：这些路段易堵', '', 'service'],
    ['货车限行区域调整通告', '', 'service'],
    ['雨雪天气行车提示', '', 'tips'],
    ['安全带，生命带', '', 'tips'],
    ['交警提醒：雾天这样开车', '', 'tips'],
    ['支队召开全市交通安全工作会议', '会议要求做好恶劣天气封闭施工路段保障，曝光违法行为。', 'release'],
    ['新任支队长到任', '', 'release'],
  ] as const)('puts “%s” where it belongs', (title, text, channel) => {
    expect(guessChannel(title, text)).toBe(channel);
  });
});
