import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import type { PracticeQuestion } from '#contract/quiz';
import { useKeptValue } from '#platform/kept-value';
import { openPage } from '#platform/navigation';
import { stop, useSpeech } from '#platform/speech';
import { markFavourite, readFavourites } from './favourite-store.ts';
import { spokenQuestion } from './quiz-words.ts';
import './question-tools.scss';

/** How large questions are set, on top of the size that the driver set in WeChat. */
const SIZES = [
  { factor: 1, name: '标准' },
  { factor: 1.2, name: '大' },
  { factor: 1.45, name: '特大' },
] as const;

/** How large this driver wants questions; kept on the phone. */
export function useReadingSize(): { factor: number; name: string; enlarge(): void } {
  const [kept, keep] = useKeptValue<number>('quiz-text-size', 1);
  const at = Math.max(
    0,
    SIZES.findIndex(({ factor }) => factor === kept),
  );
  const next = SIZES[(at + 1) % SIZES.length] ?? SIZES[0];
  return { ...(SIZES[at] ?? SIZES[0]), enlarge: () => keep(next.factor) };
}

function FavouriteButton({ questionId }: { questionId: string }) {
  const [isOn, setIsOn] = useState(() => readFavourites()[questionId]?.on === true);
  const toggle = () => {
    markFavourite(questionId, !isOn, new Date());
    setIsOn(!isOn);
  };
  return (
    <View className="tools__tool" ariaRole="button" onClick={toggle}>
      {isOn ? '★ 已收藏' : '☆ 收藏'}
    </View>
  );
}

/** Reads a question aloud, or stops; nothing where this phone has no voice. `about` tells one question from the next. */
export function SpeakTool({ about, text }: { about: string | number; text(): string }) {
  const { canSpeak, isSpeaking, toggle } = useSpeech();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question ends the reading of the one before
  useEffect(() => stop, [about]);
  if (!canSpeak) return null;
  return (
    <View className="tools__tool" ariaRole="button" onClick={() => toggle(text)}>
      {isSpeaking ? '停止朗读' : '朗读'}
    </View>
  );
}

interface Props {
  question: Pick<PracticeQuestion, 'id' | 'stem' | 'options'>;
  /** What is read aloud after the question: the reason of its answer. */
  reason?: string | undefined;
  size: ReturnType<typeof useReadingSize>;
  /** Whether there is more to see of the question than the page shows. */
  hasDetail: boolean;
}

/** What can be done with a question beside answering it. */
export function QuestionTools({ question, reason, size, hasDetail }: Props) {
  const { id } = question;
  return (
    <View className="tools">
      <FavouriteButton key={id} questionId={id} />
      <SpeakTool about={id} text={() => spokenQuestion(question, reason)} />
      <View className="tools__tool" ariaRole="button" ariaLabel={`字号：${size.name}，点按更换`} onClick={size.enlarge}>
        {`字号 ${size.name}`}
      </View>
      {hasDetail && (
        <View className="tools__tool" ariaRole="link" onClick={() => openPage('/pages/quiz/question', { id })}>
          法条与案例
        </View>
      )}
      <View className="tools__tool" ariaRole="link" onClick={() => openPage('/pages/quiz/reports', { question: id })}>
        题目有误
      </View>
    </View>
  );
}
