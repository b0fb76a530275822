import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import { Answered } from '#components/answered';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { CHANNELS } from '#domain/post';
import { useAnswer } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { stateName } from './draft-words.ts';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import './desk.scss';
import './draft-preview.scss';

export type DraftPreviewView = ActionOutput<DeskContract, 'previewDraft'>;

const FIELD_NAMES: Record<NonNullable<DraftPreviewView['changes']>[number]['field'], string> = {
  title: '标题',
  digest: '摘要',
  body: '正文',
  media: '图片、视频与链接',
  channel: '栏目',
  cover: '封面',
  laws: '引用法条',
};

function Changes({ changes }: { changes: NonNullable<DraftPreviewView['changes']> }) {
  return (
    <View>
      <View className="desk__heading">{changes.length === 0 ? '与现在发布的没有不同' : '将更正'}</View>
      {changes.map(({ field, parts }) => (
        <View key={field} className="preview-change">
          <View className="preview-change__field">{FIELD_NAMES[field]}</View>
          <View>
            {parts.map(({ op, text }, at) => (
              <View
                // Parts of one comparison never change their order.
                key={`${op}-${parts.slice(0, at).reduce((sum, part) => sum + part.text.length, 0)}`}
                className={`preview-change__part preview-change__part--${op}`}
                ariaLabel={op === 'same' ? text : `${op === 'added' ? '新增' : '删去'}：${text}`}
              >
                {text}
              </View>
            ))}
          </View>
        </View>
      ))}
    </View>
  );
}

/** What the second pair of eyes says. */
function Review({ id, version }: { id: string; version: number }) {
  const [note, setNote] = useState('');
  const { isBusy, refused, run } = useDeed();
  const decide = (decision: 'approve' | 'return') => {
    if (decision === 'return' && note.trim() === '') {
      sayBriefly('退回时请写明意见');
      return;
    }
    run(async () => {
      await desk('reviewDraft', { id, version, decision, note: note.trim() });
      sayBriefly(decision === 'approve' ? '已通过' : '已退回');
      leavePage();
    });
  };
  return (
    <View>
      <TextField label="审核意见" maxLength={500} lines={2} onType={setNote} />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__buttons">
        <DeskButton label="通过" isBusy={isBusy} run={() => decide('approve')} />
        <DeskButton label="退回修改" kind="quiet" isBusy={isBusy} run={() => decide('return')} />
      </View>
    </View>
  );
}

async function fetchPreview(id: string) {
  const [draft, preview] = await Promise.all([desk('getDraft', { id }), desk('previewDraft', { id })]);
  return { draft, preview };
}

interface Props {
  id: string;
  /** How it will stand in a feed, and what follows an article's head, as readers see them: another feature's, which the page puts in. */
  card(preview: DraftPreviewView): ReactNode;
  body(preview: DraftPreviewView): ReactNode;
}

/** A draft as its readers would see it, and the place where it is reviewed. */
export function DraftPreview({ id, card, body }: Props) {
  const answer = useAnswer(`preview:${id}`, () => fetchPreview(id));
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {({ draft, preview }) => (
        <View className="desk">
          <View className="desk__notice">{`预览：${stateName(draft.state)}，读者还看不到`}</View>
          <View className="desk__heading">在资讯里</View>
          <View className="preview preview--card">{card(preview)}</View>
          {preview.digest !== '' && <View className="desk__note">{`海报上的摘要：${preview.digest}`}</View>}
          <View className="desk__heading">打开以后</View>
          <View className="preview">
            <View className="preview__title">{preview.title || '（还没有标题）'}</View>
            <View className="preview__byline">
              {`${preview.agency} · ${CHANNELS.find(({ id: channel }) => channel === preview.channel)?.name ?? ''}`}
            </View>
            {body(preview)}
          </View>
          {preview.dropped.length > 0 && (
            <View className="desk__notice">{`已去掉：${preview.dropped.join('、')}`}</View>
          )}
          {preview.changes !== undefined && <Changes changes={preview.changes} />}
          {draft.state === 'review' && !draft.isMine && <Review id={id} version={draft.version} />}
        </View>
      )}
    </Answered>
  );
}
