import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import type { ActionInput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
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

function emptyGuide(): Guide {
  const start = inChina(new Date()).add(7, 'day').startOf('day');
  return {
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

interface FormProps {
  /** Under which name the phone keeps what is written: the guide's, or NEW. */
  of: string;
  id: string;
  agencyId: string;
  initial: Guide;
  onSaved(): void;
}

/** The essentials; what stands along the roads stays as it is and is pasted whole. */
function Essentials({ of, id, agencyId, initial, onSaved }: FormProps) {
  const { said: guide, opened, change, forget } = useKeptForm(`guide:${of}`, initial);
  const { isBusy, refused, run } = useDeed();
  const save = () => {
    if (guide.name.trim() === '' || guide.from >= guide.to) {
      sayBriefly(guide.name.trim() === '' ? '请写假期的名称' : '结束须晚于开始');
      return;
    }
    run(async () => {
      await desk('saveHolidayGuide', { id, agencyId, guide });
      forget();
      sayBriefly('已发布');
      onSaved();
    });
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
      <View className="desk__buttons">
        <DeskButton label="发布提示" isBusy={isBusy} run={save} />
      </View>
    </View>
  );
}

function Guides({ mine }: { mine: MyDesk }) {
  const agencies = agenciesWith(mine, ['duty', 'editor']);
  const [agencyId, setAgency] = useState(agencies[0]?.id);
  const answer = useAnswer('desk-guides', () => roads('listHolidayGuides', {}));
  const [chosen, setChosen] = useState<{ of: string; id: string; guide: Guide }>();
  const { run } = useDeed();
  const open = (id: string) =>
    run(async () => {
      const {
        revision: _revision,
        updatedAt: _updatedAt,
        publisher: _publisher,
        id: _id,
        ...guide
      } = await roads('getHolidayGuide', { id });
      setChosen({ of: id, id, guide });
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
          <DeskButton
            label="写新提示"
            run={() => setChosen({ of: NEW, id: `guide-${makeKey()}`, guide: emptyGuide() })}
          />
        </View>
      )}
      {chosen !== undefined && (
        <View>
          <Essentials
            key={chosen.id}
            of={chosen.of}
            id={chosen.id}
            agencyId={agencyId}
            initial={chosen.guide}
            onSaved={saved}
          />
          <JsonForm
            name={`guide-text:${chosen.of}`}
            key={`json-${chosen.id}`}
            label="整份提示（JSON）"
            hint="字段：name、from、to、intro、peaks、chokePoints、accidentProne、tips；时间用 UTC，如 2027-01-01T00:00:00.000Z"
            save={(document) => desk('saveHolidayGuide', { id: chosen.id, agencyId, guide: document as Guide })}
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
