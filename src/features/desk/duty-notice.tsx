import { View } from '@tarojs/components';
import { useState } from 'react';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { leavePage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { dropDraft } from './duty-draft.ts';
import { formOf } from './duty-form.ts';
import { DutyFormScreen } from './duty-form-screen.tsx';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import { useKeptForm } from './use-kept-form.ts';
import './desk.scss';

/** A draft, and its place in the notice: it has no other name. */
type NoticeDraft = ActionOutput<DeskContract, 'parseNotice'>['drafts'][number] & { place: number };

/** A severity that the notice doesn't say is the officer's to judge. */
function saidOf({ event }: NoticeDraft) {
  const { severity, ...said } = event;
  return severity === 'unknown' ? said : { ...said, severity };
}

function Found({ drafts, onChoose }: { drafts: NoticeDraft[]; onChoose(place: number): void }) {
  return (
    <View>
      <View className="desk__heading">{`读出 ${drafts.length} 条，逐条核对后发布`}</View>
      {drafts.map(({ event, status, place }) => (
        <View key={place} className="desk-row" ariaRole="button" onClick={() => onChoose(place)}>
          <View className="desk-row__words">
            <View className="desk-row__title">{event.headline}</View>
            <View className="desk-row__says">
              {status === 'ended' || status === 'cancelled' ? '通报说已结束：请到未解除列表里解除' : '点按核对'}
            </View>
          </View>
        </View>
      ))}
    </View>
  );
}

/** Reads a notice into forms. Nothing is published that an officer hasn't looked at. */
export function DutyNotice({ agencyId }: { agencyId: string }) {
  const { said, opened, change, forget } = useKeptForm('notice', { text: '' });
  const { text } = said;
  const [drafts, setDrafts] = useState<NoticeDraft[]>();
  const [chosen, setChosen] = useState<number>();
  const { isBusy, refused, run } = useDeed();
  const draft = drafts?.find(({ place }) => place === chosen);
  if (draft !== undefined) {
    return (
      <DutyFormScreen
        name={`notice:${agencyId}`}
        initial={() => formOf(saidOf(draft), agencyId)}
        agencies={[{ id: agencyId, shortName: agencyId }]}
        onDone={() => {
          const rest = drafts?.filter(({ place }) => place !== chosen) ?? [];
          setDrafts(rest);
          setChosen(undefined);
          if (rest.length > 0) return;
          forget();
          leavePage();
        }}
      />
    );
  }
  const read = () => {
    if (text.trim() === '') {
      sayBriefly('请先粘贴通报');
      return;
    }
    run(async () => {
      const answer = await desk('parseNotice', { text });
      if (answer.drafts.length === 0) sayBriefly('没有读出路况，请直接填表');
      setDrafts(answer.drafts.map((one, place) => ({ ...one, place })));
    });
  };
  const choose = (place: number) => {
    // Of another draft of this notice.
    dropDraft(`notice:${agencyId}`);
    setChosen(place);
  };
  return (
    <View className="desk">
      <TextField
        label="通报原文"
        initial={opened.text}
        placeholder="把微信群或文件里的通报粘贴到这里"
        maxLength={5000}
        lines={6}
        onType={(next) => change({ text: next })}
      />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__buttons">
        <DeskButton label="读出路况" isBusy={isBusy} run={read} />
      </View>
      {drafts !== undefined && drafts.length > 0 && <Found drafts={drafts} onChoose={choose} />}
    </View>
  );
}
