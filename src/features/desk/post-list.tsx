import { View } from '@tarojs/components';
import { useState } from 'react';
import { TextTabs } from '#components/text-tabs';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { clockTime, inChina } from '#domain/china-time';
import { openPage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { isForAll, useMyDesk } from './my-desk.ts';
import { PageList } from './page-list.tsx';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import { useKeptForm } from './use-kept-form.ts';
import { usePages } from './use-pages.ts';
import './desk.scss';

type DeskPost = ActionOutput<DeskContract, 'listDeskPosts'>['posts'][number];

const TABS = [
  { id: 'published', name: '已发布' },
  { id: 'withdrawn', name: '已撤回' },
] as const;

/** How long a post stays at the top when it is pinned: until the end of tomorrow in China. */
function endOfTomorrow(): string {
  return inChina(new Date()).add(1, 'day').endOf('day').toISOString();
}

function Acts({ post, mayPin, onChanged }: { post: DeskPost; mayPin: boolean; onChanged(): void }) {
  const { isBusy, refused, run } = useDeed();
  const { id, revision } = post;
  const { said, opened, change, forget } = useKeptForm(`withdrawal:${id}`, { reason: '' });
  const { reason } = said;
  const correct = () =>
    run(async () => {
      const draft = await desk('startCorrection', { postId: id });
      if (!draft.isWhole) sayBriefly('正文含表格等格式，改动正文会失去它们');
      openPage('/pages/desk/draft', { id: draft.id });
    });
  const withdraw = () => {
    if (reason.trim() === '') {
      sayBriefly('请写明撤回原因，读者会看到');
      return;
    }
    run(async () => {
      await desk('withdrawPost', { id, revision, reason });
      forget();
      sayBriefly('已撤回');
      onChanged();
    });
  };
  const pin = () =>
    run(async () => {
      await desk('pinPost', { id, ...(post.pinnedUntil === undefined && { until: endOfTomorrow() }) });
      sayBriefly(post.pinnedUntil === undefined ? '已置顶到明天 24 时' : '已取消置顶');
      onChanged();
    });
  return (
    <View>
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__pair">
        <DeskButton label="更正" kind="quiet" isBusy={isBusy} run={correct} />
        {mayPin && (
          <DeskButton
            label={post.pinnedUntil === undefined ? '置顶' : '取消置顶'}
            kind="quiet"
            isBusy={isBusy}
            run={pin}
          />
        )}
      </View>
      <TextField
        label="撤回原因（读者会看到）"
        initial={opened.reason}
        maxLength={200}
        lines={2}
        onType={(typed) => change({ reason: typed })}
      />
      <View className="desk__buttons">
        <DeskButton label="撤回" kind="grave" isBusy={isBusy} run={withdraw} />
      </View>
    </View>
  );
}

function PostRow({ post, isOpen, onOpen }: { post: DeskPost; isOpen: boolean; onOpen(): void }) {
  const now = new Date();
  return (
    <View
      className="desk-row"
      ariaRole="button"
      ariaLabel={`${post.title}，${isOpen ? '收起' : '展开操作'}`}
      onClick={onOpen}
    >
      <View className="desk-row__words">
        <View className="desk-row__title">{post.title}</View>
        <View className="desk-row__says">
          {`${post.pinnedUntil === undefined ? '' : '置顶 · '}${post.agency} · ${clockTime(post.publishedAt, now)} · 第 ${post.revision} 版 · ${post.views} 阅`}
        </View>
      </View>
    </View>
  );
}

/** What stands in public: to be corrected, withdrawn, pinned. */
export function DeskPostList() {
  const [status, setStatus] = useState<(typeof TABS)[number]['id']>('published');
  const [open, setOpen] = useState<string>();
  const answer = useMyDesk();
  const pages = usePages<DeskPost>(`posts:${status}`, async (cursor) => {
    const { posts, nextCursor } = await desk('listDeskPosts', { status, ...(cursor !== undefined && { cursor }) });
    return { items: posts, nextCursor };
  });
  const mayPin = answer.data !== undefined && isForAll(answer.data, ['editor']);
  return (
    <View className="desk">
      <TextTabs tabs={TABS} selected={status} onSelect={setStatus} />
      <PageList pages={pages} keyOf={({ id }) => id} empty={{ title: '这里没有文章' }}>
        {(post) => (
          <View>
            <PostRow
              post={post}
              isOpen={open === post.id}
              onOpen={() => setOpen(open === post.id ? undefined : post.id)}
            />
            {open === post.id && status === 'published' && (
              <Acts post={post} mayPin={mayPin} onChanged={pages.reload} />
            )}
          </View>
        )}
      </PageList>
    </View>
  );
}
