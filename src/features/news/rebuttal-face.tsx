import { View } from '@tarojs/components';
import type { RebuttalCard } from '#contract/news';
import type { Verdict } from '#domain/rebuttal';
import { dayInWords } from './day-words.ts';
import './rebuttal-face.scss';

const VERDICT_NAMES: Record<Verdict, string> = { false: '不属实', misleading: '易误解', outdated: '已过时' };

/** A claim, what was found about it, and when: the part that is the same wherever it is shown. */
export function RebuttalFace({ card }: { card: RebuttalCard }) {
  const { claim, verdict, truth, basis, checkedOn } = card;
  return (
    <View className={`rebuttal rebuttal--${verdict}`}>
      <View className="rebuttal__head">
        <View className="rebuttal__verdict">{VERDICT_NAMES[verdict]}</View>
        <View className="rebuttal__day">{`核查于 ${dayInWords(checkedOn)}`}</View>
      </View>
      <View className="rebuttal__claim">{`“${claim}”`}</View>
      <View className="rebuttal__truth">{truth}</View>
      <View className="rebuttal__basis">{`依据：${basis}`}</View>
    </View>
  );
}
