import { View } from '@tarojs/components';
import { useState } from 'react';
import { Chips } from '#components/chips';
import { SearchBar } from '#components/search-bar';
import { useKeptValue } from '#platform/kept-value';
import { forgetLastGood } from '#platform/last-good';
import { useReachBottom } from '#platform/lifecycle';
import { useSharing } from '#platform/share';
import { HitList } from './hit-list.tsx';
import { HISTORY_KEY, withSearch } from './search-history.ts';
import { searchKey, searchSource } from './search-source.ts';
import { shareCard } from './share-card.ts';
import { Timeline } from './timeline.tsx';
import { useFeed } from './use-feed.ts';
import { useSuggestions } from './use-suggestions.ts';
import './search.scss';

/** What the contract takes. */
const MAX_QUERY = 60;

function Results({ query }: { query: string }) {
  const feed = useFeed(searchSource(query));
  useReachBottom(feed.extend);
  return (
    <Timeline
      feed={feed}
      empty={{ title: '没有找到相关内容', hint: '换个说法试试，或少输几个字。' }}
      drawPage={(hits) => <HitList key={hits[0]?.id ?? 'none'} hits={hits} />}
    />
  );
}

function Suggestions({ typed, onSearch }: { typed: string; onSearch(query: string): void }) {
  const suggestions = useSuggestions(typed);
  return (
    <View>
      {suggestions.map((suggestion) => (
        <View key={suggestion} className="suggestion" ariaRole="button" onClick={() => onSearch(suggestion)}>
          {suggestion}
        </View>
      ))}
    </View>
  );
}

interface HistoryProps {
  history: readonly string[];
  onSearch(query: string): void;
  onClear(): void;
}

function History({ history, onSearch, onClear }: HistoryProps) {
  if (history.length === 0) {
    return <View className="search__hint">可以搜路名、地名、违法行为，例如“应急车道”“结冰”。</View>;
  }
  return (
    <View>
      <View className="search__heading">
        <View className="search__heading-words">最近搜索</View>
        <View className="search__clear" ariaRole="button" ariaLabel="清空最近搜索" onClick={onClear}>
          清空
        </View>
      </View>
      <Chips choices={history.map((query) => ({ id: query, name: query }))} onSelect={onSearch} />
    </View>
  );
}

/** Search over everything that was published. */
export function Search({ initial }: { initial: string }) {
  const [history, keepHistory] = useKeptValue<string[]>(HISTORY_KEY, []);
  const [typed, setTyped] = useState(initial);
  /** The search that is shown, and how often the bar was told what to say. */
  const [shown, setShown] = useState({ query: initial, round: 0 });
  useSharing(() => ({
    title: shown.query === '' ? '搜索交通安全资讯' : `搜索“${shown.query}”的结果`,
    path: '/pages/news/search',
    query: `q=${encodeURIComponent(shown.query)}`,
    imageUrl: shareCard('release'),
  }));
  /** What was found goes with the words that found it. */
  const setHistory = (next: string[]) => {
    for (const gone of history.filter((query) => !next.includes(query))) forgetLastGood(searchKey(gone));
    keepHistory(next);
  };
  const search = (text: string) => {
    const query = text.trim().slice(0, MAX_QUERY);
    if (query === '') return;
    setTyped(query);
    setShown(({ round }) => ({ query, round: round + 1 }));
    setHistory(withSearch(history, query));
  };
  return (
    <>
      <SearchBar
        key={shown.round}
        placeholder="搜标题和正文"
        initial={shown.query}
        maxLength={MAX_QUERY}
        onType={setTyped}
        onSearch={search}
      />
      {typed.trim() === '' && <History history={history} onSearch={search} onClear={() => setHistory([])} />}
      {typed.trim() !== '' &&
        (typed === shown.query ? <Results query={shown.query} /> : <Suggestions typed={typed} onSearch={search} />)}
    </>
  );
}
