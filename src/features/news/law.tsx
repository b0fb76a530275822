import { View } from '@tarojs/components';
import { memo, useState } from 'react';
import { Answered } from '#components/answered';
import { CopiedAddress } from '#components/copied-address';
import { SearchBar } from '#components/search-bar';
import { StatePanel } from '#components/state-panel';
import { inChina } from '#domain/china-time';
import { useAnswer } from '#platform/answer';
import { useReachBottom } from '#platform/lifecycle';
import { leavePage, openPage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { dayInWords, validityInWords } from './day-words.ts';
import { findArticles } from './law-search.ts';
import { news } from './news-cloud.ts';
import { shareCard } from './share-card.ts';
import './law.scss';

type Law = Awaited<ReturnType<typeof fetchLaw>>;
type Article = Law['articles'][number];

export function fetchLaw(id: string) {
  return news('getLaw', { id });
}

/** Under which key this phone keeps a law; the pages of its articles read the same. */
export function lawKeyOnPhone(id: string): string {
  return `law:${id}`;
}

const ArticleRows = memo(function ArticleRows({ law, articles }: { law: string; articles: readonly Article[] }) {
  return (
    <View>
      {articles.map(({ article, topic, summary, inForceFrom }) => (
        <View
          key={article}
          className="law-article"
          ariaRole="link"
          hoverClass="law-article--pressed"
          onClick={() => openPage('/pages/news/law-article', { law, article })}
        >
          <View className="law-article__head">{`${article}　${topic}`}</View>
          <View className="law-article__summary">{summary}</View>
          {inForceFrom && <View className="law-article__since">{`${dayInWords(inForceFrom)}起施行`}</View>}
        </View>
      ))}
    </View>
  );
});

/** Articles drawn at once: a law has up to five hundred. */
const CHUNK = 30;

function ArticleList({ law, articles }: { law: string; articles: readonly Article[] }) {
  const [shown, setShown] = useState(CHUNK);
  useReachBottom(() => setShown((count) => Math.min(count + CHUNK, Math.max(CHUNK, articles.length))));
  const chunks = Array.from({ length: Math.ceil(Math.min(shown, articles.length) / CHUNK) }, (_, at) => at * CHUNK);
  return (
    <View>
      {chunks.map((start) => (
        <ArticleRows key={start} law={law} articles={articles.slice(start, start + CHUNK)} />
      ))}
    </View>
  );
}

function LawHead({ law }: { law: Law }) {
  const today = inChina(new Date()).format('YYYY-MM-DD');
  return (
    <View className="law">
      <View className="law__title">{law.title}</View>
      <View className="law__line">{`${law.issuer} · ${law.number}`}</View>
      <View className="law__line">{validityInWords(law, today)}</View>
      <View className="law__line">以下为条文要点的通俗说明，以官方文本为准。</View>
      <CopiedAddress className="law__official" address={law.officialLink}>
        复制官方文本网址
      </CopiedAddress>
    </View>
  );
}

function Articles({ law }: { law: Law }) {
  const [wanted, setWanted] = useState('');
  const found = findArticles(law.articles, wanted);
  return (
    <>
      <SearchBar placeholder="条号或词，如 91" maxLength={30} onType={setWanted} onSearch={setWanted} />
      {found.length === 0 ? (
        <StatePanel sign="empty" title="没有找到这样的条文" hint="换个条号或关键词试试。" />
      ) : (
        <ArticleList key={wanted} law={law.id} articles={found} />
      )}
    </>
  );
}

/** A law of the library with its articles. */
export function LawScreen({ id }: { id: string }) {
  const answer = useAnswer(lawKeyOnPhone(id), () => fetchLaw(id));
  useSharing(() => ({
    title: answer.data?.title ?? '交通法规库',
    path: '/pages/news/law',
    query: `id=${encodeURIComponent(id)}`,
    imageUrl: shareCard('law'),
  }));
  return (
    <Answered answer={answer} wayOn={{ label: '看看最新资讯', run: leavePage }}>
      {(law) => (
        <>
          <LawHead law={law} />
          <Articles law={law} />
        </>
      )}
    </Answered>
  );
}
