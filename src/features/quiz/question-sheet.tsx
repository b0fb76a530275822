import { Image, View } from '@tarojs/components';
import { useState } from 'react';
import type { AskedQuestionView } from '#contract/quiz';
import { pictureAddress } from '#domain/picture-address';
import { fontScale } from '#platform/appearance';
import { optionLetter, typeName } from './quiz-words.ts';
import './question-sheet.scss';

interface Props {
  question: Omit<AskedQuestionView, 'index'>;
  pictureBase: string;
  chosen: readonly number[];
  /** The right options, once they may be seen; then nothing can be chosen any more. */
  correct?: readonly number[] | undefined;
  /** Factor on the size of text that the driver set in WeChat. */
  size?: number;
  onChoose?(option: number): void;
}

type Mark = 'open' | 'chosen' | 'right' | 'wrong' | 'missing';

/** What a screen reader says after the option. */
const MARK_WORDS: Record<Mark, string> = {
  open: '',
  chosen: '，已选',
  right: '，您选对了',
  wrong: '，您选的，不正确',
  missing: '，正确答案',
};

/** A tick for what is right, a cross for what was wrong: the shape says it, the colour repeats it. */
const MARK_SIGNS: Partial<Record<Mark, string>> = { right: '✓', missing: '✓', wrong: '✕' };

function markOf(option: number, chosen: readonly number[], correct: readonly number[] | undefined): Mark {
  const isChosen = chosen.includes(option);
  if (correct === undefined) return isChosen ? 'chosen' : 'open';
  if (correct.includes(option)) return isChosen ? 'right' : 'missing';
  return isChosen ? 'wrong' : 'open';
}

function Picture({ address, alt }: { address: string; alt: string }) {
  const [isLost, setIsLost] = useState(false);
  // Where the picture can't come, its words must do.
  if (isLost) return <View className="question__alt">{alt === '' ? '图片没有加载出来' : `图片：${alt}`}</View>;
  return (
    <View className="question__picture" ariaRole="img" ariaLabel={alt}>
      <Image className="question__image" src={address} mode="aspectFit" onError={() => setIsLost(true)} />
    </View>
  );
}

/** The size of text within a part of the page; its class works the measures out again from it. */
export const readingSize = (size: number) => ({ '--font-scale': fontScale() * size }) as object;

/** One question on paper: its picture, its words, its options. */
export function QuestionSheet({ question, pictureBase, chosen, correct, size = 1, onChoose }: Props) {
  const { type, stem, picture, pictureAlt, options } = question;
  const address = pictureAddress(picture, pictureBase);
  const isOpen = correct === undefined && onChoose !== undefined;
  return (
    <View className="question" style={readingSize(size)}>
      <View className="question__stem">
        <View className="question__type">{typeName(type)}</View>
        {stem}
      </View>
      {address !== undefined && <Picture key={address} address={address} alt={pictureAlt ?? ''} />}
      {options.map(({ text, picture: drawing }, option) => {
        const mark = markOf(option, chosen, correct);
        const drawn = pictureAddress(drawing, pictureBase);
        return (
          <View
            key={optionLetter(option)}
            className={`option option--${mark}${type === 'multiple' ? ' option--several' : ''}`}
            hoverClass={isOpen ? 'option--pressed' : 'none'}
            ariaRole={type === 'multiple' ? 'checkbox' : 'radio'}
            ariaLabel={`${optionLetter(option)}，${text}${MARK_WORDS[mark]}`}
            onClick={() => isOpen && onChoose(option)}
          >
            <View className="option__mark">{MARK_SIGNS[mark] ?? optionLetter(option)}</View>
            <View className="option__text">
              {text}
              {drawn !== undefined && <Image className="option__image" src={drawn} mode="aspectFit" />}
            </View>
          </View>
        );
      })}
    </View>
  );
}
