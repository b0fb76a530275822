import { View } from '@tarojs/components';
import { useState } from 'react';
import { fullTime, inChina } from '#domain/china-time';
import { leavePage, openPage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { HourPicker } from './hour-picker.tsx';
import { useDeed } from './use-deed.ts';
import type { DraftEditor } from './use-draft.ts';

/** Tomorrow at eight, when people look at their phones before they leave. */
function tomorrowMorning(): string {
  return inChina(new Date()).add(1, 'day').hour(8).minute(0).second(0).millisecond(0).toISOString();
}

/** What can be done with a draft in its state; the desk refuses what its rules don't allow, and says why. */
export function DraftSteps({ id, editor }: { id: string; editor: DraftEditor }) {
  const { draft, saveNow, reload, kept } = editor;
  const { isBusy, refused, run } = useDeed();
  const [publishAt, setPublishAt] = useState<string>();
  const state = draft?.state ?? 'editing';
  const mayWrite = state === 'editing' || state === 'returned' || state === 'approved';
  const needsReview = draft?.fourEyes === true && state !== 'approved';
  const step = (deed: (version: number) => Promise<unknown>, says: string, leaves = false) =>
    run(async () => {
      const version = mayWrite ? await saveNow() : (draft?.version ?? 0);
      await deed(version);
      sayBriefly(says);
      if (leaves) leavePage();
      else await reload();
    });
  const preview = () =>
    run(async () => {
      if (mayWrite) await saveNow();
      openPage('/pages/desk/preview', { id });
    });
  if (kept.state === 'parted') return null;
  return (
    <View>
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      {draft?.dueAt !== undefined && state === 'scheduled' && (
        <View className="desk__notice">{`将于 ${fullTime(draft.dueAt)} 发布`}</View>
      )}
      {publishAt !== undefined && (
        <View>
          <HourPicker label="发布时间" instant={publishAt} onChoose={setPublishAt} />
          <View className="desk__buttons">
            <DeskButton
              label="按此时间发布"
              isBusy={isBusy}
              run={() =>
                step(
                  (version) => desk('scheduleDraft', { id, version, publishAt }).then(() => setPublishAt(undefined)),
                  '已定时',
                )
              }
            />
          </View>
        </View>
      )}
      <View className="desk__buttons">
        <DeskButton label="预览" kind="quiet" isBusy={isBusy} run={preview} />
        {mayWrite && needsReview && (
          <DeskButton
            label="送审"
            isBusy={isBusy}
            run={() => step((version) => desk('submitDraft', { id, version }), '已送审', true)}
          />
        )}
        {mayWrite && !needsReview && (
          <>
            <DeskButton
              label={draft?.corrects === undefined ? '发布' : '发布更正'}
              isBusy={isBusy}
              run={() => step((version) => desk('publishDraft', { id, version }), '已发布', true)}
            />
            {publishAt === undefined && (
              <DeskButton label="定时发布" kind="quiet" run={() => setPublishAt(tomorrowMorning())} />
            )}
          </>
        )}
        {(state === 'review' || state === 'scheduled') && (
          <DeskButton
            label={state === 'review' ? '撤回送审，继续写' : '取消定时，继续写'}
            kind="quiet"
            isBusy={isBusy}
            run={() => step((version) => desk('reopenDraft', { id, version }), '可以继续写了')}
          />
        )}
        {draft !== undefined && state !== 'published' && state !== 'publishing' && state !== 'discarded' && (
          <DeskButton
            label="丢弃草稿"
            kind="grave"
            isBusy={isBusy}
            run={() => step((version) => desk('discardDraft', { id, version }), '已丢弃', true)}
          />
        )}
      </View>
    </View>
  );
}
