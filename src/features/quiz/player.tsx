import { Image, Picker, View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import { RegionPicker } from '#components/region-picker';
import { WideButton } from '#components/wide-button';
import type { ActionInput, ActionOutput } from '#contract/action';
import type { QuizContract } from '#contract/quiz';
import { failureWords } from '#domain/failure-words';
import { pictureAddress } from '#domain/picture-address';
import { NICKNAME_FIRST, NICKNAME_SECOND, PLAYER_PICTURES } from '#domain/ranking-player';
import { failureCode, useAnswer } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { quiz } from './quiz-cloud.ts';
import './player.scss';

type Known = ActionOutput<QuizContract, 'getPlayer'>;
type Chosen = ActionInput<QuizContract, 'savePlayer'>;

function pick<T>(from: readonly [T, ...T[]]): T {
  return from[Math.floor(Math.random() * from.length)] ?? from[0];
}

/** What was chosen before, taken apart again; else words by lot. */
function openChoice({ player }: Known): Chosen {
  const first = NICKNAME_FIRST.find((word) => player?.nickname.startsWith(word)) ?? pick(NICKNAME_FIRST);
  const second = NICKNAME_SECOND.find((word) => player?.nickname.endsWith(word)) ?? pick(NICKNAME_SECOND);
  const picture = PLAYER_PICTURES.find((path) => path === player?.picture) ?? pick(PLAYER_PICTURES);
  return { first, second, picture, ...(player?.region !== undefined && { region: player.region }) };
}

interface WordProps<Word extends string> {
  label: string;
  words: readonly Word[];
  chosen: Word;
  onChoose(word: Word): void;
}

function WordPicker<Word extends string>({ label, words, chosen, onChoose }: WordProps<Word>) {
  return (
    <Picker
      mode="selector"
      range={[...words]}
      value={words.indexOf(chosen)}
      onChange={({ detail }) => onChoose(words[Number(detail.value)] ?? chosen)}
    >
      <View className="player__row" ariaRole="button" ariaLabel={`${label}：${chosen}，点按更换`}>
        <View className="player__label">{label}</View>
        <View className="player__word">{chosen}</View>
        <View className="player__change">更换</View>
      </View>
    </Picker>
  );
}

function Pictures({
  chosen,
  base,
  onChoose,
}: {
  chosen: string;
  base: string;
  onChoose(path: Chosen['picture']): void;
}) {
  return (
    <View className="player__pictures" ariaRole="radiogroup" ariaLabel="图案">
      {PLAYER_PICTURES.map((path, at) => (
        <View
          key={path}
          className={path === chosen ? 'player__picture player__picture--on' : 'player__picture'}
          ariaRole="radio"
          ariaLabel={`第 ${at + 1} 个图案${path === chosen ? '，已选中' : ''}`}
          onClick={() => onChoose(path)}
        >
          <Image className="player__image" src={pictureAddress(path, base) ?? ''} mode="aspectFit" />
          <View className="player__tick">{path === chosen && '✓'}</View>
        </View>
      ))}
    </View>
  );
}

function PlayerForm({ known }: { known: Known }) {
  const [chosen, setChosen] = useState(() => openChoice(known));
  const [isSaving, setIsSaving] = useState(false);
  const { first, second, picture, region = '' } = chosen;
  const save = async () => {
    setIsSaving(true);
    try {
      await quiz('savePlayer', chosen);
      leavePage();
    } catch (error) {
      sayBriefly(failureWords(failureCode(error)).title);
      setIsSaving(false);
    }
  };
  return (
    <View className="player">
      <View className="player__name">{`${first}${second}`}</View>
      <View className="player__note">昵称由两个词组成，不用填写，也不会显示您的微信名和头像。</View>
      <WordPicker
        label="前半"
        words={NICKNAME_FIRST}
        chosen={first}
        onChoose={(word) => setChosen({ ...chosen, first: word })}
      />
      <WordPicker
        label="后半"
        words={NICKNAME_SECOND}
        chosen={second}
        onChoose={(word) => setChosen({ ...chosen, second: word })}
      />
      <RegionPicker
        region={region}
        everywhere="不参加省内排行"
        onChoose={(adcode) => {
          const { region: before, ...rest } = chosen;
          setChosen(adcode === '' ? rest : { ...rest, region: adcode });
        }}
      />
      <Pictures
        chosen={picture}
        base={known.pictureBase}
        onChoose={(path) => setChosen({ ...chosen, picture: path })}
      />
      <View className="player__save">
        <WideButton isOff={isSaving} onClick={() => void save()}>
          {isSaving ? '正在保存…' : '就用这个'}
        </WideButton>
      </View>
    </View>
  );
}

/** How the driver appears to others: a nickname of two words, a drawing, and a province, or none. */
export function PlayerScreen() {
  const answer = useAnswer('quiz-player', () => quiz('getPlayer', {}));
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(known) => <PlayerForm key={known.player?.nickname ?? ''} known={known} />}
    </Answered>
  );
}
