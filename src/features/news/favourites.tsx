import { MarkedPosts, NoMarks } from './marked-posts.tsx';
import { markedIds } from './phone-shelf.ts';
import { useReaderShelf, useShelfSync } from './reader-shelf.ts';

/** The articles that a reader has kept, the latest first. */
export function Favourites() {
  const sync = useShelfSync({ onOpen: true });
  const ids = markedIds(useReaderShelf(), 'favourite');
  if (ids.length > 0) {
    return (
      <MarkedPosts name="favourites" ids={ids} empty={{ title: '收藏的内容已不存在', hint: '它们可能已被删除。' }} />
    );
  }
  return <NoMarks sync={sync} title="还没有收藏" hint="在文章末尾点“收藏”，就能在这里找到它。" />;
}
