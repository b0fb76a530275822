import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import { leavePage, openPage } from '#platform/navigation';
import { AgencyPicker } from './agency-picker.tsx';
import { DeskButton } from './desk-button.tsx';
import { DraftFields } from './draft-fields.tsx';
import { DraftSteps } from './draft-steps.tsx';
import { keptWords, stateName } from './draft-words.ts';
import { agenciesWith, useMyDesk } from './my-desk.ts';
import { useDeed } from './use-deed.ts';
import { type DraftEditor as Editor, useDraft } from './use-draft.ts';
import './desk.scss';

/** Two have written at once: nothing is lost, and somebody decides. */
function Parting({ id, editor }: { id: string; editor: Editor }) {
  const { isBusy, refused, run } = useDeed();
  const { kept, settle } = editor;
  if (kept.state !== 'parted') return null;
  return (
    <View className="desk__notice desk__notice--bad">
      <View>{kept.reason}</View>
      <View>下面是您写的文字，仍存在本机。请先看看对方的版本再决定。</View>
      {refused !== undefined && <View>{refused}</View>}
      <View className="desk__buttons">
        <DeskButton label="看对方的版本" kind="quiet" run={() => openPage('/pages/desk/preview', { id })} />
        <DeskButton label="采用对方的版本" kind="grave" isBusy={isBusy} run={() => run(() => settle('theirs'))} />
        <DeskButton label="用我的作为新一版" kind="grave" isBusy={isBusy} run={() => run(() => settle('mine'))} />
      </View>
    </View>
  );
}

function Writing({ id, editor }: { id: string; editor: Editor }) {
  const { draft, words, kept, edition, change } = editor;
  const answer = useMyDesk();
  const state = draft?.state ?? 'editing';
  const isStanding = state !== 'editing' && state !== 'returned' && state !== 'approved';
  const agencies = answer.data === undefined ? [] : agenciesWith(answer.data, ['editor']);
  // The line of the agency waits for its choices, so that nothing below it moves when they come.
  const hasAgency = agencies.length > 0 || (answer.data === undefined && answer.failure === undefined);
  return (
    <View className="desk">
      <View className="desk__note">{`${stateName(state)} · ${keptWords(kept, new Date())}`}</View>
      <Parting id={id} editor={editor} />
      {draft?.review !== undefined && (
        <View className="desk__notice">{`${draft.review.by}：${draft.review.note || '通过'}`}</View>
      )}
      {isStanding ? (
        <View className="desk__notice">{`《${words.title}》${stateName(state)}，现在不能修改。`}</View>
      ) : (
        <>
          {draft?.corrects === undefined && hasAgency && (
            <AgencyPicker
              label="署名机构"
              agencies={agencies}
              chosen={words.agencyId}
              onChoose={(agencyId) => change({ agencyId })}
            />
          )}
          <DraftFields words={words} edition={edition} isCorrection={draft?.corrects !== undefined} onChange={change} />
        </>
      )}
      <DraftSteps id={id} editor={editor} />
    </View>
  );
}

/** A post is written here. @param agencyId for a draft that is begun: in whose name */
export function DraftEditor({ id, agencyId }: { id: string; agencyId: string | undefined }) {
  const editor = useDraft(id, agencyId);
  if (editor.phase === 'ready') return <Writing id={id} editor={editor} />;
  const failure = editor.phase === 'loading' ? undefined : editor.phase;
  return (
    <Answered answer={{ failure, retry: () => void editor.reload() }} wayOn={{ label: '返回', run: leavePage }}>
      {() => null}
    </Answered>
  );
}
