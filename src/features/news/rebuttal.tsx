import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import { WideButton } from '#components/wide-button';
import { useAnswer } from '#platform/answer';
import { leavePage, openPage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { news } from './news-cloud.ts';
import { RebuttalFace } from './rebuttal-face.tsx';
import { shareCard } from './share-card.ts';
import './rebuttal.scss';

/** One rebuttal as a card that can be sent on; whoever opens it sees its state of now. */
export function RebuttalScreen({ id }: { id: string }) {
  const answer = useAnswer(`rebuttal:${id}`, () => news('getRebuttal', { id }));
  useSharing(() => ({
    title: answer.data === undefined ? '辟谣' : `辟谣：${answer.data.claim}`,
    path: '/pages/news/rebuttal',
    query: `id=${encodeURIComponent(id)}`,
    imageUrl: shareCard('rebuttal'),
  }));
  return (
    <Answered answer={answer} wayOn={{ label: '看看最新资讯', run: leavePage }}>
      {(card) => {
        const { postId } = card;
        return (
          <View className="rebuttal-page">
            <RebuttalFace card={card} />
            <View className="rebuttal-page__share">
              <WideButton openType="share">转发给朋友</WideButton>
            </View>
            {postId !== undefined && (
              <View
                className="rebuttal-page__link"
                ariaRole="link"
                onClick={() => openPage('/pages/news/post', { id: postId })}
              >
                看完整辟谣
              </View>
            )}
            <View className="rebuttal-page__link" ariaRole="link" onClick={() => openPage('/pages/news/rumour')}>
              查一查别的说法
            </View>
          </View>
        );
      }}
    </Answered>
  );
}
