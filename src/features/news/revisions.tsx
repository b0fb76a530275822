import { Text, View } from '@tarojs/components';
import { Answered } from '#components/answered';
import { StatePanel } from '#components/state-panel';
import type { RevisionView } from '#contract/news';
import { fullTime } from '#domain/china-time';
import type { FieldChange, RevisionKind } from '#domain/revision';
import { useAnswer } from '#platform/answer';
import { leavePage, openPage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { news } from './news-cloud.ts';
import { shareCard } from './share-card.ts';
import './revisions.scss';

const KIND_NAMES: Record<RevisionKind, string> = {
  corrected: '更正',
  'source-updated': '来源更新',
  withdrawn: '撤回',
  'source-withdrawn': '来源已删除',
};

const FIELD_NAMES: Record<FieldChange['field'], string> = {
  title: '标题',
  digest: '摘要',
  body: '正文',
  media: '图片和附件',
  channel: '栏目',
  cover: '封面',
  laws: '引用法条',
};

/** Added text is underlined, removed text struck through: colour only repeats it. */
function Change({ field, parts }: RevisionView['changes'][number]) {
  return (
    <View className="change">
      <View className="change__field">{FIELD_NAMES[field]}</View>
      <View>
        {parts.map(({ op, text }, at) => {
          // Parts stand in the order of the text: a place is their only name.
          const key = `${at}-${op}`;
          const said = op === 'added' ? `新增：${text}` : `删去：${text}`;
          return (
            <Text key={key} className={`change__${op}`} {...(op !== 'same' && { ariaLabel: said })}>
              {text}
            </Text>
          );
        })}
      </View>
    </View>
  );
}

function Revision({ revision }: { revision: RevisionView }) {
  const { kind, at, agency, reason, changes } = revision;
  return (
    <View className={`revision revision--${kind}`}>
      <View className="revision__head">{`第 ${revision.revision} 版 · ${KIND_NAMES[kind]}`}</View>
      <View className="revision__line">{`${agency} · ${fullTime(at)}`}</View>
      <View className="revision__reason">{`原因：${reason}`}</View>
      {changes.map((change) => (
        <Change key={change.field} {...change} />
      ))}
    </View>
  );
}

/** How a post came to say what it says: who changed what, when, and why. */
export function RevisionsScreen({ id }: { id: string }) {
  const answer = useAnswer(`revisions:${id}`, () => news('listRevisions', { id }));
  useSharing(() => ({
    title: '这篇内容的修订记录',
    path: '/pages/news/revisions',
    query: `id=${encodeURIComponent(id)}`,
    imageUrl: shareCard('release'),
  }));
  const openPost = () => openPage('/pages/news/post', { id });
  return (
    <Answered answer={answer} wayOn={{ label: '看看最新资讯', run: leavePage }}>
      {({ revisions }) =>
        revisions.length === 0 ? (
          <StatePanel
            sign="empty"
            title="这篇内容没有修订过"
            hint="发布后的每次更正都会记在这里。"
            action={{ label: '看这篇内容', run: openPost }}
          />
        ) : (
          <View className="revisions">
            {revisions.map((revision) => (
              <Revision key={revision.revision} revision={revision} />
            ))}
            <View className="revision__first">第 1 版 · 首次发布</View>
            <View className="revisions__post" ariaRole="link" onClick={openPost}>
              看这篇内容
            </View>
          </View>
        )
      }
    </Answered>
  );
}
