import { View } from '@tarojs/components';
import { sayBriefly } from '#platform/toast';
import { markedIds } from './phone-shelf.ts';
import { MAX_FOLLOWED, useMark, useReaderShelf } from './reader-shelf.ts';
import './follow-button.scss';

/** Follows an agency, or no longer. */
export function FollowButton({ agencyId, name }: { agencyId: string; name: string }) {
  const [isFollowed, turn] = useMark('follow', `agency:${agencyId}`);
  const followed = markedIds(useReaderShelf(), 'follow').length;
  const follow = () => {
    if (!isFollowed && followed >= MAX_FOLLOWED) sayBriefly(`最多关注 ${MAX_FOLLOWED} 个机构`);
    else turn();
  };
  return (
    <View
      className={isFollowed ? 'follow follow--on' : 'follow'}
      ariaRole="button"
      ariaLabel={isFollowed ? `已关注${name}，点按取消` : `关注${name}`}
      onClick={follow}
    >
      <View className="follow__words">{isFollowed ? '已关注' : '关注'}</View>
    </View>
  );
}
