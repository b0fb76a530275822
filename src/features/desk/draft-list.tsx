import { View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { TextTabs } from '#components/text-tabs';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { clockTime, fullTime } from '#domain/china-time';
import type { DraftShelf } from '#domain/draft';
import type { Answer } from '#platform/answer';
import { openPage } from '#platform/navigation';
import { AgencyPicker } from './agency-picker.tsx';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { stateName } from './draft-words.ts';
import { makeKey } from './make-key.ts';
import { agenciesWith, type MyDesk, useMyDesk } from './my-desk.ts';
import { PageList } from './page-list.tsx';
import { type UnsentDraft, useUnsentDrafts } from './unsent-drafts.ts';
import { UnsentList } from './unsent-list.tsx';
import { usePages } from './use-pages.ts';
import './desk.scss';

type Summary = ActionOutput<DeskContract, 'listDrafts'>['drafts'][number];

const TABS = [
  { id: 'open', name: '草稿' },
  { id: 'review', name: '待审' },
  { id: 'due', name: '定时' },
  { id: 'done', name: '已发布' },
] as const;

type Shown = (typeof TABS)[number]['id'];

function DraftRow({ draft }: { draft: Summary }) {
  const { id, title, state, savedAt, savedBy, dueAt, note, isMine, corrects } = draft;
  const now = new Date();
  const when = dueAt !== undefined && state === 'scheduled' ? `将于 ${fullTime(dueAt)} 发布` : clockTime(savedAt, now);
  // Whoever may review reads it as readers would; its authors write on.
  const path = state === 'review' && !isMine ? '/pages/desk/preview' : '/pages/desk/draft';
  return (
    <View className="desk-row" ariaRole="link" onClick={() => openPage(path, { id })}>
      <View className="desk-row__words">
        <View className="desk-row__title">{title.trim() || '（还没有标题）'}</View>
        <View className="desk-row__says">
          {`${corrects === undefined ? '' : '更正 · '}${stateName(state)} · ${savedBy} · ${when}`}
        </View>
        {note !== undefined && note !== '' && <View className="desk-row__says">{note}</View>}
      </View>
    </View>
  );
}

function NewDraft({ answer }: { answer: Answer<MyDesk> }) {
  const isUnknown = answer.data === undefined && answer.failure === undefined;
  const agencies = answer.data === undefined ? [] : agenciesWith(answer.data, ['editor']);
  const [chosen, setChosen] = useState<string>();
  // Until the person's agencies are known their place is held, so that the list below doesn't move.
  const agency = chosen ?? agencies[0]?.id ?? (isUnknown ? '' : undefined);
  if (agency === undefined) return null;
  return (
    <View>
      <AgencyPicker label="署名机构" agencies={agencies} chosen={agency} onChoose={setChosen} />
      <View className="desk__buttons">
        <DeskButton
          label="写新稿"
          isBusy={isUnknown}
          run={() => openPage('/pages/desk/draft', { id: `d-${makeKey()}`, agency })}
        />
      </View>
    </View>
  );
}

/** What only this phone knows of: a draft that is to be begun, and those that the desk hasn't got. */
function OnThisPhone({ unsent }: { unsent: readonly UnsentDraft[] }) {
  const answer = useMyDesk();
  return (
    <>
      <NewDraft answer={answer} />
      <UnsentList drafts={unsent} agencies={answer.data?.agencies ?? []} />
    </>
  );
}

/** Posts on their way, by how far they are. */
export function DraftList({ shelf }: { shelf: string | undefined }) {
  const [shown, show] = useState<Shown>(TABS.find(({ id }) => id === shelf)?.id ?? 'open');
  const pages = usePages<Summary>(`drafts:${shown}`, async (cursor) => {
    const wanted: DraftShelf = shown;
    const { drafts, nextCursor } = await desk('listDrafts', { shelf: wanted, ...(cursor !== undefined && { cursor }) });
    return { items: drafts, nextCursor };
  });
  const unsent = useUnsentDrafts();
  const held = useRef(unsent.length);
  const { reload } = pages;
  useEffect(() => {
    // What this phone held until now the desk has got, mostly after the list was asked for.
    if (unsent.length < held.current) reload();
    held.current = unsent.length;
  });
  return (
    <View className="desk">
      <TextTabs tabs={TABS} selected={shown} onSelect={show} />
      {shown === 'open' && <OnThisPhone unsent={unsent} />}
      <PageList pages={pages} keyOf={({ id }) => id} empty={{ title: '这里没有稿件' }}>
        {(draft) => <DraftRow draft={draft} />}
      </PageList>
    </View>
  );
}
