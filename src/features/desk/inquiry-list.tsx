import { Image, View } from '@tarojs/components';
import { useState } from 'react';
import { TextTabs } from '#components/text-tabs';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { timeAgo } from '#domain/china-time';
import { previewPictures } from '#platform/media';
import { sayBriefly } from '#platform/toast';
import { AgencyPicker } from './agency-picker.tsx';
import { Choice } from './choice.tsx';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { agenciesWith, type MyDesk, useMyDesk } from './my-desk.ts';
import { PageList } from './page-list.tsx';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import { useKeptForm } from './use-kept-form.ts';
import { usePages } from './use-pages.ts';
import './desk.scss';
import './inquiry-list.scss';

type Inquiry = ActionOutput<DeskContract, 'listInquiries'>['inquiries'][number];

const TABS = [
  { id: 'waiting', name: '待答' },
  { id: 'answered', name: '已答' },
  { id: 'declined', name: '未采纳' },
] as const;

const PUBLISH = [
  { id: 'private', name: '只答复本人' },
  { id: 'public', name: '同时公开' },
] as const;

/** What a driver can be told at most; of the contract. */
const REPLY_LENGTH = 2000;
/** Of a question, where its answer is given no title. */
const TITLE_OF_QUESTION = 40;

/** What an editor has typed of an answer. */
interface Said {
  reply: string;
  reach: (typeof PUBLISH)[number]['id'];
  title: string;
  asked: string;
  agencyId?: string;
}

interface ReplyProps {
  inquiry: Inquiry;
  agencies: MyDesk['agencies'];
  onDone(): void;
}

/** Answers a driver, and everybody where others have the same question. */
function Reply({ inquiry, agencies, onDone }: ReplyProps) {
  const { id, text } = inquiry;
  const start: Said = { reply: '', reach: 'private', title: '', asked: text };
  const { said, opened, change, forget } = useKeptForm(`letter:${id}`, start);
  const { reply, reach, title, asked, agencyId = agencies[0]?.id } = said;
  const { isBusy, refused, run } = useDeed();
  const send = (deed: (agency: string) => Promise<string>) => {
    if (agencyId === undefined || reply.trim() === '') {
      sayBriefly('请选择机构并写下答复');
      return;
    }
    run(async () => {
      const says = await deed(agencyId);
      forget();
      sayBriefly(says);
      onDone();
    });
  };
  const answer = async (agency: string) => {
    const { draftId } = await desk('answerInquiry', {
      id,
      reply,
      agencyId: agency,
      ...(reach === 'public' && {
        publish: { title: title.trim() || asked.slice(0, TITLE_OF_QUESTION), text: asked, channel: 'service' },
      }),
    });
    return draftId === undefined ? '已答复' : '已答复本人，公开稿已送审';
  };
  const decline = async (agency: string) => {
    await desk('declineInquiry', { id, agencyId: agency, reason: reply });
    return '已回复本人';
  };
  return (
    <View>
      <AgencyPicker
        label="答复机构"
        agencies={agencies}
        chosen={agencyId}
        onChoose={(chosen) => change({ agencyId: chosen })}
      />
      <TextField
        label="答复，或不采纳的原因"
        initial={opened.reply}
        maxLength={REPLY_LENGTH}
        lines={4}
        hint={`${reply.length}/${REPLY_LENGTH} 字`}
        onType={(typed) => change({ reply: typed })}
      />
      <Choice label="答复给谁看" choices={PUBLISH} selected={reach} onSelect={(chosen) => change({ reach: chosen })} />
      {reach === 'public' && (
        <View>
          <View className="desk__note">须审核的机构：答复马上发给本人，公开稿送审，由另一人通过后再发布。</View>
          <TextField
            label="公开的标题"
            initial={opened.title}
            placeholder={`不填则取问题的前 ${TITLE_OF_QUESTION} 字`}
            maxLength={100}
            onType={(typed) => change({ title: typed })}
          />
          <TextField
            label="公开的问题（请去掉车牌、姓名等）"
            initial={opened.asked}
            maxLength={500}
            lines={3}
            onType={(typed) => change({ asked: typed })}
          />
        </View>
      )}
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__pair">
        <DeskButton label="答复" isBusy={isBusy} run={() => send(answer)} />
        <DeskButton label="不采纳" kind="grave" isBusy={isBusy} run={() => send(decline)} />
      </View>
    </View>
  );
}

/** What a driver has sent along; a tap shows it large. */
function Pictures({ addresses }: { addresses: string[] }) {
  return (
    <View className="letter-pictures">
      {addresses.map((address, at) => (
        <Image
          key={address}
          className="letter-pictures__one"
          src={address}
          mode="aspectFill"
          ariaLabel={`来信的第 ${at + 1} 张图片，点按放大`}
          onClick={() => previewPictures(address, addresses)}
        />
      ))}
    </View>
  );
}

function InquiryRow({ inquiry, onOpen }: { inquiry: Inquiry; onOpen(): void }) {
  const { kind, text, askedAt, doubtful, pictures, reply, repliedBy } = inquiry;
  const facts = [
    kind === 'question' ? '提问' : '建议',
    timeAgo(askedAt, new Date()),
    ...(pictures.length > 0 ? [`${pictures.length} 张图片`] : []),
  ];
  return (
    <View className="desk-row" ariaRole="button" onClick={onOpen}>
      <View className="desk-row__words">
        <View className="desk-row__title">{text}</View>
        <View className="desk-row__says">{facts.join(' · ')}</View>
        {doubtful && <View className="desk-row__says desk-row__says--bad">微信审核存疑，公开前请仔细看</View>}
        {reply !== undefined && <View className="desk-row__says">{`${repliedBy ?? ''}：${reply}`}</View>}
      </View>
    </View>
  );
}

/** What drivers ask and suggest. @param onlyDoubtful the queue of those whose words WeChat's check was not sure of */
export function InquiryList({ onlyDoubtful = false }: { onlyDoubtful?: boolean }) {
  const [state, setState] = useState<(typeof TABS)[number]['id']>('waiting');
  const [open, setOpen] = useState<string>();
  const answer = useMyDesk();
  const agencies = answer.data === undefined ? [] : agenciesWith(answer.data, ['editor']);
  const pages = usePages<Inquiry>(`inquiries:${state}:${onlyDoubtful}`, async (cursor) => {
    const { inquiries, nextCursor } = await desk('listInquiries', {
      state,
      ...(onlyDoubtful && { only: 'doubtful' as const }),
      ...(cursor !== undefined && { cursor }),
    });
    return { items: inquiries, nextCursor };
  });
  return (
    <View className="desk">
      {!onlyDoubtful && <TextTabs tabs={TABS} selected={state} onSelect={setState} />}
      <PageList
        pages={pages}
        keyOf={({ id }) => id}
        empty={{ title: onlyDoubtful ? '没有存疑的文字' : '这里没有来信' }}
      >
        {(inquiry) => (
          <View>
            <InquiryRow inquiry={inquiry} onOpen={() => setOpen(open === inquiry.id ? undefined : inquiry.id)} />
            {open === inquiry.id && inquiry.pictures.length > 0 && <Pictures addresses={inquiry.pictures} />}
            {open === inquiry.id && inquiry.state === 'waiting' && (
              <Reply inquiry={inquiry} agencies={agencies} onDone={pages.reload} />
            )}
          </View>
        )}
      </PageList>
    </View>
  );
}
