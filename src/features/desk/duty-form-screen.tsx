import { View } from '@tarojs/components';
import { useState } from 'react';
import { StatePanel } from '#components/state-panel';
import type { OfficerEvent } from '#contract/desk-roads';
import { failureCode } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { AgencyPicker } from './agency-picker.tsx';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { rememberDuty, useDutyDraft } from './duty-draft.ts';
import { DutyFields } from './duty-fields.tsx';
import { composeEvent, type DutyForm, findGap } from './duty-form.ts';
import { useDeed } from './use-deed.ts';
import './desk.scss';
import './duty.scss';

/** An event that stands, when it is to be changed. */
export interface StandingEvent {
  id: string;
  revision: number;
}

interface Props {
  /** Under which name the phone keeps what is typed. */
  name: string;
  initial(): DutyForm;
  agencies: readonly { id: string; shortName: string }[];
  standing?: StandingEvent;
  onDone(): void;
}

function send(
  event: OfficerEvent,
  { agencyId, key, standing }: { agencyId: string; key: string; standing?: StandingEvent },
) {
  if (standing === undefined) return desk('publishEvent', { agencyId, key, event });
  return desk('updateEvent', { ...standing, event });
}

/** The form of a road event. What is typed survives a crash and a tunnel, and is published once however often it is sent. */
export function DutyFormScreen({ name, initial, agencies, standing, onDone }: Props) {
  const { draft, change, forget } = useDutyDraft(name, initial);
  const { isBusy, refused, run } = useDeed();
  const [isWaiting, setWaiting] = useState(false);
  const { form, key } = draft;
  if (agencies.length === 0) {
    return <StatePanel sign="empty" title="没有可发布的机构" hint="您的值班角色还没有对应的机构。" />;
  }
  const publish = () => {
    const gap = findGap(form);
    if (gap !== undefined) {
      sayBriefly(gap);
      return;
    }
    run(async () => {
      try {
        await send(composeEvent(form, new Date()), { agencyId: form.agencyId, key, ...(standing && { standing }) });
      } catch (error) {
        setWaiting(['offline', 'timeout'].includes(failureCode(error)));
        throw error;
      }
      forget();
      rememberDuty(form);
      sayBriefly(standing === undefined ? '已发布' : '已更新');
      onDone();
    });
  };
  return (
    <View className="desk">
      {standing === undefined && (
        <AgencyPicker
          label="发布机构"
          agencies={agencies}
          chosen={form.agencyId}
          onChoose={(agencyId) => change({ agencyId })}
        />
      )}
      <DutyFields form={form} onChange={change} />
      {refused !== undefined && (
        <View className="desk__notice desk__notice--bad">
          {isWaiting ? '没有送达：内容已存在本机。有信号后再点发布，不会重复。' : refused}
        </View>
      )}
      <View className="duty__bar">
        <DeskButton label={standing === undefined ? '发布' : '更新'} isBusy={isBusy} run={publish} />
        {(standing !== undefined || refused !== undefined) && <DeskButton label="返回" kind="quiet" run={leavePage} />}
      </View>
    </View>
  );
}
