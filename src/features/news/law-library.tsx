import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import { StatePanel } from '#components/state-panel';
import { inChina } from '#domain/china-time';
import { useAnswer } from '#platform/answer';
import { leavePage, openPage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { validityInWords } from './day-words.ts';
import { news } from './news-cloud.ts';
import { shareCard } from './share-card.ts';
import './law-library.scss';

/** The laws that drivers live by. */
export function LawLibrary() {
  const answer = useAnswer('laws', () => news('listLaws', {}));
  useSharing(() => ({
    title: '交通法规库：说的是哪一条，一查便知',
    path: '/pages/news/laws',
    query: '',
    imageUrl: shareCard('law'),
  }));
  const today = inChina(new Date()).format('YYYY-MM-DD');
  return (
    <Answered answer={answer} wayOn={{ label: '看看最新资讯', run: leavePage }}>
      {({ laws }) =>
        laws.length === 0 ? (
          <StatePanel sign="empty" title="法规库还没有内容" hint="有新内容时会出现在这里。" />
        ) : (
          <View>
            {laws.map((law) => (
              <View
                key={law.id}
                className="law-row"
                ariaRole="link"
                hoverClass="law-row--pressed"
                onClick={() => openPage('/pages/news/law', { id: law.id })}
              >
                <View className="law-row__title">{law.title}</View>
                <View className="law-row__line">{`${law.issuer} · ${law.number}`}</View>
                <View className="law-row__line">{validityInWords(law, today)}</View>
              </View>
            ))}
          </View>
        )
      }
    </Answered>
  );
}
