import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import type { ActionInput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { AppError } from '#domain/app-error';
import { inChina } from '#domain/china-time';
import { useAnswer } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { AgencyPicker } from './agency-picker.tsx';
import { DeskButton } from './desk-button.tsx';
import { desk, roads } from './desk-cloud.ts';
import { HourPicker } from './hour-picker.tsx';
import { JsonForm } from './json-form.tsx';
import { makeKey } from './make-key.ts';
import { agenciesWith, type MyDesk, useMyDesk } from './my-desk.ts';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import { useKeptForm } from './use-kept-form.ts';
import './desk.scss';

type Guide = ActionInput<DeskContract, 'saveHolidayGuide'>['guide'];

/** The one that is begun. */
const NEW = 'new';

function emptyGuide(): GuideDraft {
  const start = inChina(new Date()).add(7, 'day').startOf('day');
  return {
    id: `guide-${makeKey()}`,
    revision: 0,
    name: '',
    from: start.toISOString(),
    to: start.add(3, 'day').toISOString(),
    intro: '',
    peaks: [],
    chokePoints: [],
    accidentProne: [],
    tips: [],
  };
}

/** A guide on its way: which one, and the revision that it is written on. */
interface GuideDraft extends Guide {
  id: string;
  /** 0 for a new one. */
  revision: number;
}

interface FormProps {
  /** Under which name the phone keeps what is written: the guide's, or NEW. */
  of: string;
  agencyId: string;
  initial: GuideDraft;
  onSaved(): void;
  /** What was written is given up for what stands. */
  onGivenUp(): void;
}

/** The words of a guide, to be changed as a whole. */
function asJson({ id: _id, revision: _revision, ...words }: GuideDraft): string {
  return JSON.stringify(words, null, 1);
}

/** What stands now, not what an instance remembers: the next save goes on from it. */
async function readGuide(id: string): Promise<GuideDraft> {
  const {
    updatedAt: _updatedAt,
    publisher: _publisher,
    ...guide
  } = await roads('getHolidayGuide', { id, reading: 'now' });
  return guide;
}

/** Somebody has published another revision since this one was opened: whoever sees it decides. */
function Parted({
  reason,
  isBusy,
  onKeep,
  onGiveUp,
}: {
  reason: string;
  isBusy: boolean;
  onKeep(): void;
  onGiveUp(): void;
}) {
  return (
    <View>
      <View className="desk__notice desk__notice--bad">{reason}</View>
      <View className="desk__pair">
        <DeskButton label="看现在的，放弃我的" kind="grave" isBusy={isBusy} run={onGiveUp} />
        <DeskButton label="用我的发布" kind="grave" isBusy={isBusy} run={onKeep} />
      </View>
    </View>
  );
}

/** The essentials; what stands along the roads stays as it is and is pasted whole. */
function Essentials({ of, agencyId, initial, onSaved, onGivenUp }: FormProps) {
  const { said: guide, opened, change, forget } = useKeptForm(`guide:${of}`, initial);
  const [parted, setParted] = useState<string>();
  const { isBusy, refused, run } = useDeed();
  const publish = async ({ id, revision, ...words }: GuideDraft) => {
    try {
      await desk('saveHolidayGuide', { id, agencyId, guide: words, revision });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
      setParted(error.details?.reason ?? '这份提示已被改过。');
      return;
    }
    forget();
    sayBriefly('已发布');
    onSaved();
  };
  const save = () => {
    if (guide.name.trim() === '' || guide.from >= guide.to) {
      sayBriefly(guide.name.trim() === '' ? '请写假期的名称' : '结束须晚于开始');
      return;
    }
    run(() => publish(guide));
  };
  const keepMine = () => run(async () => publish({ ...guide, revision: (await readGuide(guide.id)).revision }));
  const giveUp = () => {
    forget();
    onGivenUp();
  };
  return (
    <View>
      <TextField label="名称" initial={opened.name} maxLength={40} onType={(name) => change({ name })} />
      <HourPicker label="开始" instant={guide.from} onChoose={(from) => change({ from })} />
      <HourPicker label="结束" instant={guide.to} onChoose={(to) => change({ to })} />
      <TextField
        label="一段话的提要"
        initial={opened.intro}
        maxLength={300}
        lines={3}
        onType={(intro) => change({ intro })}
      />
      <TextField
        label="提示（一行一条）"
        initial={opened.tips.join('\n')}
        maxLength={2000}
        lines={5}
        onType={(text) =>
          change({
            tips: text
              .split('\n')
              .map((line) => line.trim())
              .filter((line) => line !== ''),
          })
        }
      />
      <View className="desk__note">
        {`高峰 ${guide.peaks.length} 段，堵点 ${guide.chokePoints.length} 处，易发事故路段 ${guide.accidentProne.length} 处（在下面整体粘贴）`}
      </View>
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      {parted === undefined ? (
        <View className="desk__buttons">
          <DeskButton label="发布提示" isBusy={isBusy} run={save} />
        </View>
      ) : (
        <Parted reason={parted} isBusy={isBusy} onKeep={keepMine} onGiveUp={giveUp} />
      )}
    </View>
  );
}

function Guides({ mine }: { mine: MyDesk }) {
  const agencies = agenciesWith(mine, ['duty', 'editor']);
  const [agencyId, setAgency] = useState(agencies[0]?.id);
  const answer = useAnswer('desk-guides', () => roads('listHolidayGuides', { reading: 'now' }));
  const [chosen, setChosen] = useState<{ of: string; guide: GuideDraft }>();
  const { run } = useDeed();
  const open = (id: string) =>
    run(async () => {
      setChosen({ of: id, guide: await readGuide(id) });
    });
  const saved = () => {
    setChosen(undefined);
    answer.retry();
  };
  if (agencyId === undefined) return <View className="desk__note">您还没有可发布的机构。</View>;
  return (
    <View className="desk">
      <AgencyPicker label="发布机构" agencies={agencies} chosen={agencyId} onChoose={setAgency} />
      <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
        {({ guides }) => (
          <View>
            {guides.map(({ id, name, publisher }) => (
              <View key={id} className="desk-row" ariaRole="button" onClick={() => open(id)}>
                <View className="desk-row__words">
                  <View className="desk-row__title">{name}</View>
                  <View className="desk-row__says">{publisher}</View>
                </View>
                <View className="desk-row__act">修改</View>
              </View>
            ))}
          </View>
        )}
      </Answered>
      {/* Below the list, so with it: a button that stood first would be pushed away under the finger. */}
      {chosen === undefined && (answer.data !== undefined || answer.failure !== undefined) && (
        <View className="desk__buttons">
          <DeskButton label="写新提示" run={() => setChosen({ of: NEW, guide: emptyGuide() })} />
        </View>
      )}
      {chosen !== undefined && (
        <View>
          <Essentials
            key={`${chosen.guide.id}@${chosen.guide.revision}`}
            of={chosen.of}
            agencyId={agencyId}
            initial={chosen.guide}
            onSaved={saved}
            onGivenUp={() => (chosen.of === NEW ? setChosen(undefined) : open(chosen.of))}
          />
          <JsonForm
            name={`guide-text:${chosen.of}`}
            key={`json-${chosen.guide.id}`}
            label="整份提示（JSON）"
            start={asJson(chosen.guide)}
            hint="字段：name、from、to、intro、peaks、chokePoints、accidentProne、tips；时间用 UTC，如 2027-01-01T00:00:00.000Z"
            save={(document) => {
              const { id, revision } = chosen.guide;
              return desk('saveHolidayGuide', { id, agencyId, guide: document as Guide, revision });
            }}
            onSaved={saved}
          />
        </View>
      )}
    </View>
  );
}

/** Guides for holidays: peaks, choke points, accident-prone stretches. */
export function GuideEditor() {
  const answer = useMyDesk();
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(mine) => <Guides mine={mine} />}
    </Answered>
  );
}
