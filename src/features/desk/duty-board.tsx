import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import { RoadSign } from '#components/road-sign';
import { StatePanel } from '#components/state-panel';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { clockTime } from '#domain/china-time';
import { atLeastText } from '#domain/waiting-count';
import { useAnswer } from '#platform/answer';
import { useReturning } from '#platform/leaving';
import { leavePage, openPage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { AgencyPicker } from './agency-picker.tsx';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { hasDraft, recallDuty } from './duty-draft.ts';
import { TYPE_CHOICES } from './duty-words.ts';
import { agenciesWith, type MyDesk, useMyDesk } from './my-desk.ts';
import { useDeed } from './use-deed.ts';
import './desk.scss';
import './duty.scss';

type DutyEvent = ActionOutput<DeskContract, 'listDutyEvents'>['events'][number];

function EventRow({ event, agencyId, onClosed }: { event: DutyEvent; agencyId: string; onClosed(): void }) {
  const { isBusy, run } = useDeed();
  const { id, revision } = event;
  const isClosed = event.event.road?.state === 'closed';
  const sign = isClosed ? 'ban' : (TYPE_CHOICES.find((one) => one.id === event.event.type)?.sign ?? 'info');
  const now = new Date();
  const { end } = event.event;
  const close = () =>
    run(async () => {
      try {
        await desk('closeEvent', { id, revision });
        sayBriefly('已解除，驾驶人看到“已恢复”');
      } finally {
        // Refused, it has mostly changed meanwhile: the officer sees how.
        onClosed();
      }
    });
  return (
    <View className="duty-event">
      <View className="duty-event__line">
        <RoadSign sign={sign} />
        <View className="duty-event__words">
          <View className="duty-event__headline">{event.headline}</View>
          <View className="duty-event__says">
            {`${clockTime(event.changedAt, now)} 更新 · ${end === undefined ? '结束时间待定' : `预计至 ${clockTime(end, now)}`}`}
          </View>
        </View>
      </View>
      <View className="duty-event__acts">
        <DeskButton
          label="更新"
          kind="quiet"
          run={() => openPage('/pages/desk/duty-event', { agency: agencyId, id })}
        />
        <DeskButton label="解除" kind="grave" isBusy={isBusy} run={close} />
      </View>
    </View>
  );
}

function OpenEvents({ agencyId }: { agencyId: string }) {
  const answer = useAnswer(`duty:${agencyId}`, () => desk('listDutyEvents', { agencyId }));
  useReturning(answer.retry);
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {({ events, isPartial }) => (
        <View>
          <View className="desk__heading">
            {events.length === 0 ? '没有未解除的路况' : `未解除 ${atLeastText(events.length, isPartial)} 条`}
          </View>
          {isPartial && (
            <View className="desk__notice">{`只列出其中 ${events.length} 条，解除一些后会列出其余的。`}</View>
          )}
          {events.map((event) => (
            <EventRow key={event.id} event={event} agencyId={agencyId} onClosed={answer.retry} />
          ))}
        </View>
      )}
    </Answered>
  );
}

function Board({ mine }: { mine: MyDesk }) {
  const agencies = agenciesWith(mine, ['duty']);
  const last = recallDuty().agencyId;
  const [agencyId, setAgency] = useState(() =>
    agencies.some(({ id }) => id === last) ? last : agencies.length === 1 ? agencies[0]?.id : undefined,
  );
  if (agencies.length === 0) {
    return <StatePanel sign="empty" title="没有值班角色" hint="请在工作台申请“值班民警”角色。" />;
  }
  return (
    <View className="desk">
      <AgencyPicker label="值班机构" agencies={agencies} chosen={agencyId} onChoose={setAgency} />
      {agencyId !== undefined && (
        <>
          <View className="desk__buttons">
            <DeskButton
              label={hasDraft(`new:${agencyId}`) ? '继续未发布的路况' : '发布路况'}
              run={() => openPage('/pages/desk/duty-event', { agency: agencyId })}
            />
            <DeskButton
              label="粘贴通报，自动填表"
              kind="quiet"
              run={() => openPage('/pages/desk/duty-notice', { agency: agencyId })}
            />
          </View>
          <OpenEvents key={agencyId} agencyId={agencyId} />
        </>
      )}
    </View>
  );
}

/** A duty officer's page: publish, and what is still open. */
export function DutyBoard() {
  const answer = useMyDesk();
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(mine) => <Board mine={mine} />}
    </Answered>
  );
}
