import { View } from '@tarojs/components';
import { useState } from 'react';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { fullTime } from '#domain/china-time';
import { useAnswer } from '#platform/answer';
import { actionWords, subjectWords } from './action-words.ts';
import { desk } from './desk-cloud.ts';
import { PageList } from './page-list.tsx';
import { usePages } from './use-pages.ts';
import './desk.scss';
import './audit.scss';

type Entry = ActionOutput<DeskContract, 'listAudit'>['entries'][number];

function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 400 ? `${text.slice(0, 400)}……` : text;
}

function EntryRow({ entry, name }: { entry: Entry; name: string }) {
  const [isOpen, setOpen] = useState(false);
  const { before = {}, after = {} } = entry;
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    <View>
      <View className="desk-row" ariaRole="button" onClick={() => setOpen(!isOpen)}>
        <View className="desk-row__words">
          <View className="desk-row__title">{`${name} · ${actionWords(entry.action)}`}</View>
          <View className="desk-row__says">{`${fullTime(entry.at)} · ${subjectWords(entry.subject)}`}</View>
        </View>
      </View>
      {isOpen &&
        fields.map((field) => (
          <View key={field} className="audit-field">
            <View className="audit-field__name">{field}</View>
            {field in before && <View className="audit-field__before">{shortened(before[field])}</View>}
            {field in after && <View className="audit-field__after">{shortened(after[field])}</View>}
          </View>
        ))}
    </View>
  );
}

/** Who changed what and when, the latest first; a tap shows what it was and what it is. */
export function AuditScreen() {
  const people = useAnswer('desk-people', () => desk('listStaff', {}));
  const pages = usePages<Entry>('audit', async (cursor) => {
    const { entries, nextCursor } = await desk('listAudit', cursor === undefined ? {} : { cursor });
    return { items: entries, nextCursor };
  });
  const nameOf = (by: string) =>
    by.startsWith('jobs')
      ? '定时任务'
      : (people.data?.staff.find(({ openid }) => openid === by)?.name ?? `${by.slice(0, 8)}…`);
  return (
    <View className="desk">
      <PageList
        pages={pages}
        keyOf={({ at, by, subject, action }) => `${at}${by}${subject}${action}`}
        empty={{ title: '还没有操作记录' }}
      >
        {(entry) => <EntryRow entry={entry} name={nameOf(entry.by)} />}
      </PageList>
    </View>
  );
}
