import { Button, View } from '@tarojs/components';
import { isSinglePageMode, openPage } from '#platform/navigation';
import { setMark, useMark } from './reader-shelf.ts';
import './article-actions.scss';

function Toggle({ isOn, name, done, onTurn }: { isOn: boolean; name: string; done: string; onTurn(): void }) {
  return (
    <View
      className={isOn ? 'actions__action actions__action--on' : 'actions__action'}
      ariaRole="button"
      ariaLabel={isOn ? `${done}，点按取消` : name}
      onClick={onTurn}
    >
      {isOn ? done : name}
    </View>
  );
}

/** What a reader may do with an article at its end: keep it, like it, send it on. In Moments nobody is signed in, and WeChat has its own way to share. */
export function ArticleActions({ postId, likes }: { postId: string; likes: number }) {
  const subject = `post:${postId}`;
  const [isKept, turnKept] = useMark('favourite', subject);
  const [isLiked, turnLiked] = useMark('like', subject);
  if (isSinglePageMode()) return null;
  return (
    <View>
      <View className="actions">
        <Toggle isOn={isLiked} name={likes > 0 ? `有用 ${likes}` : '有用'} done="已标有用" onTurn={turnLiked} />
        <Toggle isOn={isKept} name="收藏" done="已收藏" onTurn={turnKept} />
        <Button
          className="actions__action actions__action--share"
          openType="share"
          onClick={() => setMark('share', subject, true)}
        >
          转发
        </Button>
      </View>
      <View className="actions__poster" ariaRole="link" onClick={() => openPage('/pages/news/poster', { id: postId })}>
        做成海报
      </View>
    </View>
  );
}
