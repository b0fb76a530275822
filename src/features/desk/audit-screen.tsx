import { View } from '@tarojs/components';
import { useState } from 'react';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { BY_OWNER } from '#domain/audit';
import { fullTime } from '#domain/china-time';
import { whereTheyDiffer } from '#domain/difference';
import { useAnswer } from '#platform/answer';
import { actionWords, subjectWords } from './action-words.ts';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { PageList } from './page-list.tsx';
import { PickedLine } from './picked-line.tsx';
import { usePages } from './use-pages.ts';
import './desk.scss';
import './audit.scss';

type Entry = ActionOutput<DeskContract, 'listAudit'>['entries'][number];

/** Characters of a field that are shown: the part in which it has changed. */
const SHOWN = 400;

const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

function FieldChange({ field, entry: { before = {}, after = {} } }: { field: string; entry: Entry }) {
  const shown = whereTheyDiffer(asText(before[field]), asText(after[field]), SHOWN);
  return (
    <View className="audit-field">
      <View className="audit-field__name">{field}</View>
      {field in before && <View className="audit-field__before">{shown.before}</View>}
      {field in after && <View className="audit-field__after">{shown.after}</View>}
    </View>
  );
}

interface RowProps {
  entry: Entry;
  name: string;
  /** Absent where the list is of one person already. */
  onlyThis?: (() => void) | undefined;
}

function EntryRow({ entry, name, onlyThis }: RowProps) {
  const [isOpen, setOpen] = useState(false);
  const fields = [...new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})])];
  return (
    <View>
      <View className="desk-row" ariaRole="button" onClick={() => setOpen(!isOpen)}>
        <View className="desk-row__words">
          <View className="desk-row__title">{`${name} · ${actionWords(entry.action)}`}</View>
          <View className="desk-row__says">{`${fullTime(entry.at)} · ${subjectWords(entry.subject)}`}</View>
        </View>
      </View>
      {isOpen && fields.map((field) => <FieldChange key={field} field={field} entry={entry} />)}
      {isOpen && onlyThis !== undefined && (
        <View className="desk__buttons">
          <DeskButton label={`只看 ${name} 的操作`} kind="quiet" run={onlyThis} />
        </View>
      )}
    </View>
  );
}

interface EntriesProps {
  /** Of one person; of all where absent. */
  by: string | undefined;
  nameOf(by: string): string;
  onChoose(by: string): void;
}

function Entries({ by, nameOf, onChoose }: EntriesProps) {
  const pages = usePages<Entry>(by === undefined ? 'audit' : `audit:${by}`, async (cursor) => {
    const asked = { ...(by !== undefined && { by }), ...(cursor !== undefined && { cursor }) };
    const { entries, nextCursor } = await desk('listAudit', asked);
    return { items: entries, nextCursor };
  });
  return (
    <PageList
      pages={pages}
      keyOf={({ at, by: person, subject, action }) => `${at}${person}${subject}${action}`}
      empty={{ title: '还没有操作记录' }}
    >
      {(entry) => (
        <EntryRow
          entry={entry}
          name={nameOf(entry.by)}
          onlyThis={by === undefined ? () => onChoose(entry.by) : undefined}
        />
      )}
    </PageList>
  );
}

/** Who changed what and when, the latest first, of all or of one person; a tap shows what it was and what it is. */
export function AuditScreen() {
  const people = useAnswer('desk-people', () => desk('listStaff', {}));
  const [by, setBy] = useState<string>();
  const nameOf = (person: string) => {
    if (person.startsWith('jobs')) return '定时任务';
    if (person === BY_OWNER) return '命令行';
    return people.data?.staff.find(({ openid }) => openid === person)?.name ?? `${person.slice(0, 8)}…`;
  };
  return (
    <View className="desk">
      {by !== undefined && (
        <View onClick={() => setBy(undefined)}>
          <PickedLine label="只看" chosen={nameOf(by)} act="看全部" />
        </View>
      )}
      <Entries key={by ?? ''} by={by} nameOf={nameOf} onChoose={setBy} />
    </View>
  );
}
