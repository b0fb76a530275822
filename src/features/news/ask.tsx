import { View } from '@tarojs/components';
import { useRef, useState } from 'react';
import { StatePanel } from '#components/state-panel';
import { TextBox } from '#components/text-box';
import { TextTabs } from '#components/text-tabs';
import { WideButton } from '#components/wide-button';
import { INQUIRY_KINDS, type InquiryKind } from '#domain/inquiry';
import { isSinglePageMode, leavePage, openPage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { forgetDraft, type InquiryDraft, keepDraft, MAX_TEXT, newDraft, readDraft } from './inquiry-draft.ts';
import { KIND_NAMES, refusalInWords } from './inquiry-words.ts';
import { me } from './me-cloud.ts';
import { PictureRow } from './picture-row.tsx';
import './ask.scss';

const KINDS = INQUIRY_KINDS.map((id) => ({ id, name: KIND_NAMES[id] }));

const PLACEHOLDERS: Record<InquiryKind, string> = {
  question: '请写清时间、地点和情况，例如“某路口早高峰能否左转”',
  suggestion: '您对交通管理或本平台有什么建议？',
};

type Sending = { phase: 'writing' | 'sending' | 'sent' } | { phase: 'refused'; why: string };

/** The draft, kept as it is written, and the way to send it. */
function useInquiry() {
  const [draft, setDraft] = useState<InquiryDraft>(readDraft);
  const [sending, setSending] = useState<Sending>({ phase: 'writing' });
  /** What the field says at first: a field that is told its own text while somebody types loses some of it. */
  const [opened, setOpened] = useState({ text: draft.text, round: 0 });
  // What is typed while the draft is under way belongs to it still.
  const latest = useRef(draft);
  const change = (part: Partial<InquiryDraft>) => {
    // The attempt that failed may have arrived all the same: what is written now is another question.
    const { clientId } = sending.phase === 'refused' ? newDraft(latest.current.kind) : latest.current;
    latest.current = { ...latest.current, ...part, clientId };
    keepDraft(latest.current);
    setDraft(latest.current);
    setSending((now) => (now.phase === 'refused' ? { phase: 'writing' } : now));
  };
  const send = async () => {
    const { clientId, kind, text, pictures } = latest.current;
    setSending({ phase: 'sending' });
    try {
      await me('askQuestion', { clientId, kind, text: text.trim(), pictures });
      forgetDraft();
      setSending({ phase: 'sent' });
    } catch (error) {
      setSending({ phase: 'refused', why: refusalInWords(error) });
    }
  };
  const startAnew = () => {
    latest.current = newDraft(latest.current.kind);
    setDraft(latest.current);
    setOpened(({ round }) => ({ text: '', round: round + 1 }));
    setSending({ phase: 'writing' });
  };
  return { draft, opened, sending, change, send, startAnew };
}

function Sent({ kind, onAgain }: { kind: InquiryKind; onAgain(): void }) {
  return (
    <View>
      <StatePanel
        sign="empty"
        title={`${KIND_NAMES[kind]}已收到`}
        hint="编辑会逐条查看。回复或未受理的理由，都会出现在“我的提问”里。"
        action={{ label: '看我的提问', run: () => openPage('/pages/news/my-questions') }}
      />
      <View className="ask__again" ariaRole="button" onClick={onAgain}>
        再写一条
      </View>
    </View>
  );
}

/** Where a driver asks the traffic police, or suggests something (你问我答, 意见征集). */
export function Ask() {
  const { draft, opened, sending, change, send, startAnew } = useInquiry();
  if (isSinglePageMode()) {
    const hint = '请点下方“前往小程序”，登录后提问。';
    return (
      <StatePanel sign="closed" title="这里不能提问" hint={hint} action={{ label: '看看最新资讯', run: leavePage }} />
    );
  }
  if (sending.phase === 'sent') return <Sent kind={draft.kind} onAgain={startAnew} />;
  const submit = () => {
    if (draft.text.trim() === '') sayBriefly('请先写下内容');
    else if (sending.phase !== 'sending') void send();
  };
  const left = MAX_TEXT - draft.text.length;
  return (
    <>
      <TextTabs tabs={KINDS} selected={draft.kind} onSelect={(kind) => change({ kind })} />
      <View className="ask">
        <TextBox
          key={opened.round}
          className="ask__text"
          label={`${KIND_NAMES[draft.kind]}的内容`}
          placeholder={PLACEHOLDERS[draft.kind]}
          initial={opened.text}
          lines={6}
          maxLength={MAX_TEXT}
          onType={(text) => change({ text })}
        />
        {left <= 50 && <View className="ask__left">{`还可以写 ${left} 个字`}</View>}
        <PictureRow pictures={draft.pictures} onChange={(pictures) => change({ pictures })} />
        {sending.phase === 'refused' && (
          <View className="ask__refused" ariaRole="alert">
            {sending.why}
          </View>
        )}
        <View className="ask__go">
          <WideButton onClick={submit}>{sending.phase === 'sending' ? '正在提交…' : '提交'}</WideButton>
        </View>
        <View className="ask__promise">
          请不要写身份证号、手机号、车牌号。提交后先经安全审核；有代表性的问答会隐去个人信息后公开，图片不公开。紧急情况请拨
          110 或 122。
        </View>
      </View>
    </>
  );
}
