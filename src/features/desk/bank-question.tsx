import { Image, View } from '@tarojs/components';
import { Answered } from '#components/answered';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { pictureAddress } from '#domain/picture-address';
import { QUESTION_TYPES, SUBJECTS } from '#domain/question';
import { useAnswer } from '#platform/answer';
import { sayBriefly } from '#platform/toast';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import { useKeptForm } from './use-kept-form.ts';
import './desk.scss';
import './bank-question.scss';

type Known = ActionOutput<DeskContract, 'getBankQuestion'>;

const STATUSES = { published: '使用中', review: '待审', lapsed: '法条变化，不再出题', retired: '已停用' } as const;

const letterOf = (option: number) => String.fromCharCode(65 + option);

function nameOf<Id>(choices: readonly { id: Id; name: string }[], id: Id): string {
  return choices.find((one) => one.id === id)?.name ?? '';
}

/** Everything that a driver gets of the question, with the recorded answer. */
function Whole({ known: { question, status, reason, articles, pictureBase } }: { known: Known }) {
  const { type, subject, chapter, stem, picture, pictureAlt, options, correct, explanation, law, source, licence } =
    question;
  const address = pictureAddress(picture, pictureBase);
  return (
    <View className="bank-question">
      <View className="bank-question__quiet">{`${STATUSES[status]}${reason === undefined ? '' : `：${reason}`}`}</View>
      <View className="bank-question__quiet">
        {`${nameOf(SUBJECTS, subject)} · ${chapter.name} · ${nameOf(QUESTION_TYPES, type)}`}
      </View>
      <View className="bank-question__stem">{stem}</View>
      {address !== undefined && (
        <Image className="bank-question__picture" src={address} mode="aspectFit" ariaLabel={pictureAlt ?? '题目的图'} />
      )}
      {picture !== undefined && <View className="bank-question__quiet">{`图片说明：${pictureAlt || '没有写'}`}</View>}
      {options.map(({ text, picture: drawing }, option) => {
        const isRight = correct.includes(option);
        const drawn = pictureAddress(drawing, pictureBase);
        return (
          <View
            key={letterOf(option)}
            className={`bank-question__option${isRight ? ' bank-question__option--right' : ''}`}
          >
            {`${isRight ? '✓ ' : ''}${letterOf(option)} ${text}`}
            {drawn !== undefined && (
              <Image className="bank-question__option-picture" src={drawn} mode="aspectFit" ariaLabel={text} />
            )}
          </View>
        );
      })}
      <View className="bank-question__part">{`记录的答案：${correct.map(letterOf).join('、')}`}</View>
      <View className="bank-question__part">{`解析：${explanation === '' ? '没有写' : explanation}`}</View>
      {law.length === 0 && <View className="bank-question__part">依据：没有注明法规</View>}
      {law.map((cited) => {
        const article = articles.find((one) => one.law === cited.law && one.article === cited.article);
        return (
          <View key={`${cited.law} ${cited.article}`} className="bank-question__part">
            {article === undefined
              ? `依据：${cited.law} ${cited.article}（法规库里没有）`
              : `依据：《${article.title}》${article.article}，${article.inForceFrom} 起施行。${article.summary}`}
          </View>
        );
      })}
      <View className="bank-question__part bank-question__quiet">{`来源：${source}，${licence}`}</View>
    </View>
  );
}

function Decide({ id, known: { status, revision }, onDone }: { id: string; known: Known; onDone(): void }) {
  const { said, opened, change, forget } = useKeptForm(`question:${id}`, { reason: '' });
  const { isBusy, refused, run } = useDeed();
  const decide = (decision: 'publish' | 'retire', says: string) => {
    const reason = said.reason.trim();
    if (reason === '') {
      sayBriefly('请写明依据或原因');
      return;
    }
    run(async () => {
      await desk('decideQuestion', { id, revision, decision, reason });
      forget();
      sayBriefly(says);
      onDone();
    });
  };
  return (
    <View>
      <TextField
        label="依据或原因"
        initial={opened.reason}
        maxLength={300}
        lines={2}
        hint={status === 'retired' ? undefined : '停用的原因，做过这道题的驾驶人会看到'}
        onType={(reason) => change({ reason })}
      />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__pair">
        {(status === 'review' || status === 'lapsed') && (
          <DeskButton label="核对无误，发布" isBusy={isBusy} run={() => decide('publish', '已发布')} />
        )}
        {status === 'retired' ? (
          <DeskButton label="核对无误，恢复" isBusy={isBusy} run={() => decide('publish', '已恢复')} />
        ) : (
          <DeskButton label="停用" kind="grave" isBusy={isBusy} run={() => decide('retire', '已停用')} />
        )}
      </View>
    </View>
  );
}

interface Props {
  id: string;
  /** Revision that somebody reported, where somebody did. */
  reported?: number;
  /** The question was published, stopped or restored. */
  onDecided?(): void;
}

/** A question of the bank as it is now, whole, and what can be decided on it. */
export function BankQuestion({ id, reported, onDecided }: Props) {
  const answer = useAnswer(`desk-bank-question:${id}`, () => desk('getBankQuestion', { id }));
  const done = () => {
    answer.retry();
    onDecided?.();
  };
  return (
    <Answered answer={answer} wayOn={{ label: '重试', run: answer.retry }}>
      {(known) => (
        <View>
          <Whole known={known} />
          {known.revision === reported && (
            <View className="desk__note">题目从纠错以来没有改过；只答复“已改正”不会改动题目。</View>
          )}
          {/* What was decided at one revision is done with it. */}
          <Decide key={known.revision} id={id} known={known} onDone={done} />
        </View>
      )}
    </Answered>
  );
}
