import { View } from '@tarojs/components';
import { useState } from 'react';
import { clockTime } from '#domain/china-time';
import { openPage } from '#platform/navigation';
import type { MyDesk } from './my-desk.ts';
import { dropUnsent, type UnsentDraft } from './unsent-drafts.ts';
import './desk.scss';

function UnsentRow({ draft, agency }: { draft: UnsentDraft; agency: string }) {
  const { id, version, words, typedAt } = draft;
  const [isAsked, setAsked] = useState(false);
  const title = words.title.trim() || '（还没有标题）';
  // Of one that the desk doesn't know, the editor has to be told in whose name it was begun.
  const open = () => openPage('/pages/desk/draft', { id, ...(version === 0 && { agency: words.agencyId }) });
  return (
    <View className="desk-row">
      <View className="desk-row__words" ariaRole="link" onClick={open}>
        <View className="desk-row__title">{title}</View>
        <View className="desk-row__says">
          {`${version === 0 ? '新稿' : '修改'} · ${agency} · ${clockTime(typedAt, new Date())}`}
        </View>
      </View>
      <View
        className="desk-row__act"
        ariaRole="button"
        ariaLabel={`${isAsked ? '再点一次：' : ''}丢弃本机的《${title}》`}
        onClick={() => (isAsked ? dropUnsent(id) : setAsked(true))}
      >
        {isAsked ? '再点一次：丢弃' : '丢弃'}
      </View>
    </View>
  );
}

/** What was written without a network, or in the moments before the app died: only this phone has it, and shows it without a network, too. */
export function UnsentList({ drafts, agencies }: { drafts: readonly UnsentDraft[]; agencies: MyDesk['agencies'] }) {
  if (drafts.length === 0) return null;
  return (
    <View>
      <View className="desk__heading">{`只存在本机，还没送出的 ${drafts.length} 篇：点开即送出`}</View>
      {drafts.map((draft) => (
        <UnsentRow
          key={draft.id}
          draft={draft}
          agency={agencies.find(({ id }) => id === draft.words.agencyId)?.name ?? draft.words.agencyId}
        />
      ))}
    </View>
  );
}
