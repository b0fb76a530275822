import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { Answered } from '#components/answered';
import { ReadAloud } from '#components/read-aloud';
import { StatePanel } from '#components/state-panel';
import { TextSizeChoice, useTextSize } from '#components/text-size';
import type { PostView, PublishedPost } from '#contract/news';
import { fullTime } from '#domain/china-time';
import { isSinglePageMode } from '#platform/navigation';
import { ArticleActions } from './article-actions.tsx';
import { ArticleBody } from './article-body.tsx';
import { ArticleHead } from './article-head.tsx';
import { ArticleLaws } from './article-laws.tsx';
import { ReadOn } from './read-on.tsx';
import { setMark, useShelfSync } from './reader-shelf.ts';
import { spokenArticle } from './spoken-article.ts';
import type { ArticleAnswer } from './use-article.ts';
import { useReadingPosition } from './use-reading-position.ts';
import './article.scss';

type Tombstone = Extract<PostView, { state: 'withdrawn' }>;

function Withdrawn({ post, onLeave }: { post: Tombstone; onLeave(): void }) {
  return (
    <StatePanel
      sign="closed"
      title="这篇内容已撤回"
      hint={`《${post.title}》由${post.agency}于 ${fullTime(post.withdrawnAt)} 撤回。${post.reason}`}
      action={{ label: '看看最新资讯', run: onLeave }}
    />
  );
}

function Published({ post, seenRevision }: { post: PublishedPost; seenRevision: number | undefined }) {
  useEffect(() => setMark('history', `post:${post.id}`, true), [post.id]);
  const [textSize, setTextSize] = useTextSize();
  const { isResumed, startOver } = useReadingPosition(post.id, '.article__body');
  // After the reading position: what that notes on leaving goes with it.
  useShelfSync({ onOpen: false });
  return (
    <>
      <View className="article">
        <ArticleHead post={post} seenRevision={seenRevision} />
        <TextSizeChoice factor={textSize} onChoose={setTextSize} />
        <ReadAloud text={() => spokenArticle(post)} />
        <View style={{ '--reading-scale': textSize } as object}>
          <ArticleBody blocks={post.blocks} pictureBase={post.pictureBase} />
        </View>
        <ArticleLaws laws={post.laws} />
        <ArticleActions postId={post.id} likes={post.counters.likes} />
      </View>
      {/* In Moments nothing leads anywhere: what can't be opened isn't offered, nor asked for. */}
      {!isSinglePageMode() && <ReadOn id={post.id} />}
      {isResumed && (
        <View className="article__resumed" ariaRole="button" onClick={startOver}>
          已回到上次读到的位置 · 从头看
        </View>
      )}
    </>
  );
}

interface Props {
  answer: ArticleAnswer;
  /** The revision that the sender of a shared link had seen. */
  seenRevision?: number | undefined;
  onLeave(): void;
}

/** An article in any state that a reader can meet it in. */
export function Article({ answer, seenRevision, onLeave }: Props) {
  return (
    <Answered answer={answer} wayOn={{ label: '看看最新资讯', run: onLeave }}>
      {(post) =>
        post.state === 'withdrawn' ? (
          <Withdrawn post={post} onLeave={onLeave} />
        ) : (
          <Published post={post} seenRevision={seenRevision} />
        )
      }
    </Answered>
  );
}
