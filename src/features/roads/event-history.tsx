import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import type { ActionOutput } from '#contract/action';
import type { RoadsContract } from '#contract/roads';
import { fullTime } from '#domain/china-time';
import { failureWords } from '#domain/failure-words';
import type { ChangedField } from '#domain/road-revision';
import { failureCode, useAnswer } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { sayBriefly } from '#platform/toast';
import { SEVERITY_NAMES, TYPE_NAMES } from './road-words.ts';
import { roads } from './roads-cloud.ts';
import './event-history.scss';

type History = ActionOutput<RoadsContract, 'listRevisions'>;

const CHANGES: Record<ChangedField, string> = {
  status: '状态',
  type: '类型',
  severity: '影响程度',
  effect: '通行情况',
  texts: '文字说明',
  place: '位置',
  roads: '道路',
  restrictions: '限制',
  schedule: '时间',
  detour: '绕行',
  details: '其他信息',
};

function changedWords(changed: readonly string[]): string {
  return changed.map((field) => CHANGES[field as ChangedField] ?? CHANGES.details).join('、');
}

function Version({ version }: { version: History['revisions'][number] }) {
  const { revision, at, changed, major, summary } = version;
  return (
    <View className={major ? 'version version--major' : 'version'}>
      <View className="version__head">{`第${revision}版 · ${fullTime(at)}`}</View>
      <View className="version__changed">
        {revision === 1 ? '首次发布' : `${major ? '重要变化' : '变化'}：${changedWords(changed)}`}
      </View>
      <View>{summary.what}</View>
      <View className="version__facts">
        {[summary.closed ? '全线封闭' : '', TYPE_NAMES[summary.type], SEVERITY_NAMES[summary.severity]]
          .filter(Boolean)
          .join(' · ')}
      </View>
    </View>
  );
}

function Versions({ id, first }: { id: string; first: History }) {
  const [older, setOlder] = useState<History[]>([]);
  const [isBusy, setBusy] = useState(false);
  const { nextCursor } = older.at(-1) ?? first;
  const extend = () => {
    if (nextCursor === undefined || isBusy) return;
    setBusy(true);
    roads('listRevisions', { id, cursor: nextCursor })
      .then(
        (page) => setOlder((known) => [...known, page]),
        (error) => sayBriefly(failureWords(failureCode(error)).title),
      )
      .finally(() => setBusy(false));
  };
  return (
    <View className="history">
      {[first, ...older]
        .flatMap(({ revisions }) => revisions)
        .map((version) => (
          <Version key={version.revision} version={version} />
        ))}
      {nextCursor !== undefined && (
        <View className="history__more" ariaRole="button" onClick={extend}>
          {isBusy ? '正在加载…' : '查看更早的变化'}
        </View>
      )}
    </View>
  );
}

/** How an event came to be what it is: the latest version first. */
export function EventHistory({ id }: { id: string }) {
  const answer = useAnswer(`event-history:${id}`, () => roads('listRevisions', { id }));
  const where = answer.data?.revisions[0]?.summary.where;
  useSharing(() => ({
    title: where === undefined ? '路况变化过程' : `${where}：路况变化过程`,
    path: '/pages/roads/history',
    query: `id=${encodeURIComponent(id)}`,
  }));
  return (
    <Answered answer={answer} wayOn={{ label: '回到首页', run: leavePage }}>
      {(first) => <Versions id={id} first={first} />}
    </Answered>
  );
}
