import { View } from '@tarojs/components';
import { useRef, useState } from 'react';
import { StatePanel } from '#components/state-panel';
import { TextBox } from '#components/text-box';
import { WideButton } from '#components/wide-button';
import type { RebuttalCard } from '#contract/news';
import type { ClientErrorCode } from '#domain/app-error';
import { fullTime } from '#domain/china-time';
import { failureWords } from '#domain/failure-words';
import { failureCode } from '#platform/answer';
import { openPage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { sayBriefly } from '#platform/toast';
import { channelFeed } from './feed-source.ts';
import { news } from './news-cloud.ts';
import { RebuttalFace } from './rebuttal-face.tsx';
import { shareCard } from './share-card.ts';
import { PostTimeline, useTimelineGestures } from './timeline.tsx';
import { useFeed } from './use-feed.ts';
import './rumour-check.scss';

/** What the contract takes. */
const MAX_TEXT = 2000;

type Check =
  | { phase: 'none' | 'checking' }
  | { phase: 'failed'; failure: ClientErrorCode }
  | { phase: 'checked'; checkedAt: string; matches: RebuttalCard[] };

/** Texts of a driver are checked, and nowhere kept. */
function useRumourCheck(): [Check, (text: string) => void] {
  const [check, setCheck] = useState<Check>({ phase: 'none' });
  const latest = useRef(0);
  const ask = (text: string) => {
    latest.current += 1;
    const asked = latest.current;
    const settle = (next: Check) => asked === latest.current && setCheck(next);
    setCheck({ phase: 'checking' });
    news('checkRumour', { text }).then(
      (answer) => settle({ phase: 'checked', ...answer }),
      (error) => settle({ phase: 'failed', failure: failureCode(error) }),
    );
  };
  return [check, ask];
}

function Found({ checkedAt, matches }: Extract<Check, { phase: 'checked' }>) {
  if (matches.length === 0) {
    return (
      <StatePanel
        sign="empty"
        title="没有找到相关辟谣"
        hint={`查于 ${fullTime(checkedAt)}。没找到不代表属实：看看是谁发的、哪天发的，拿不准就先别转。`}
      />
    );
  }
  return (
    <View>
      <View className="check__found">{`找到 ${matches.length} 条相关辟谣 · 查于 ${fullTime(checkedAt)}`}</View>
      {matches.map((card) => (
        <View
          key={card.id}
          className="check__card"
          ariaRole="link"
          onClick={() => openPage('/pages/news/rebuttal', { id: card.id })}
        >
          <RebuttalFace card={card} />
          <View className="check__more">打开可转发的辟谣卡</View>
        </View>
      ))}
    </View>
  );
}

function Outcome({ check, onRetry }: { check: Check; onRetry(): void }) {
  if (check.phase === 'checking') return <View className="check__found">正在查证…</View>;
  if (check.phase === 'checked') return <Found {...check} />;
  if (check.phase === 'failed') {
    const sign = check.failure === 'offline' ? 'offline' : 'failed';
    const words =
      check.failure === 'invalid_input'
        ? { title: '这段文字没法查', hint: '请换一段文字再试。' }
        : failureWords(check.failure);
    return <StatePanel sign={sign} {...words} action={{ label: '重试', run: onRetry }} />;
  }
  return <LatestRebuttals />;
}

function LatestRebuttals() {
  const feed = useFeed(channelFeed('rebuttal'));
  useTimelineGestures(feed);
  return (
    <View>
      <View className="check__heading">最近辟谣</View>
      <PostTimeline feed={feed} empty={{ title: '还没有辟谣', hint: '有新的辟谣时会出现在这里。' }} />
    </View>
  );
}

/** Whether a text that goes round was rebutted. */
export function RumourCheck() {
  const [text, setText] = useState('');
  const [check, ask] = useRumourCheck();
  useSharing(() => ({
    title: '收到可疑消息？先查一查有没有辟谣',
    path: '/pages/news/rumour',
    query: '',
    imageUrl: shareCard('rebuttal'),
  }));
  const asked = text.trim();
  const start = () => {
    if (asked === '') sayBriefly('请先粘贴或输入要查的文字');
    else if (check.phase !== 'checking') ask(asked);
  };
  return (
    <>
      <View className="check">
        <TextBox
          className="check__text"
          label="要查证的文字"
          placeholder="粘贴或输入您看到的说法，例如“新规：不系安全带扣12分”"
          lines={4}
          maxLength={MAX_TEXT}
          onType={setText}
        />
        <View className="check__go">
          <WideButton onClick={start}>查一查</WideButton>
        </View>
        <View className="check__promise">只用来比对，不会保存您输入的文字。</View>
      </View>
      <Outcome check={check} onRetry={start} />
    </>
  );
}
