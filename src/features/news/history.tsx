import { View } from '@tarojs/components';
import { askWhether } from '#platform/dialog';
import { MarkedPosts, NoMarks } from './marked-posts.tsx';
import { markedIds } from './phone-shelf.ts';
import { clearHistory, useReaderShelf, useShelfSync } from './reader-shelf.ts';
import './history.scss';

/** The articles that a reader has opened, on any phone of theirs, the latest first. */
export function ReadingHistory() {
  const sync = useShelfSync({ onOpen: true });
  const ids = markedIds(useReaderShelf(), 'history');
  if (ids.length === 0) {
    return <NoMarks sync={sync} title="还没有阅读历史" hint="看过的文章会出现在这里，只有您自己能看到。" />;
  }
  const clear = async () => {
    if (await askWhether('清空阅读历史？', '您其他手机上的记录也会一并清空，不能恢复。', '清空')) clearHistory();
  };
  return (
    <>
      <View className="history__line">
        <View className="history__count">{`最近看过 ${ids.length} 篇`}</View>
        <View className="history__clear" ariaRole="button" ariaLabel="清空阅读历史" onClick={clear}>
          清空
        </View>
      </View>
      <MarkedPosts name="history" ids={ids} empty={{ title: '看过的内容已不存在', hint: '它们可能已被删除。' }} />
    </>
  );
}
