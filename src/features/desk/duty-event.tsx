import { Answered } from '#components/answered';
import { StatePanel } from '#components/state-panel';
import { useAnswer } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { desk } from './desk-cloud.ts';
import { recallDuty } from './duty-draft.ts';
import { emptyForm, formOf } from './duty-form.ts';
import { DutyFormScreen } from './duty-form-screen.tsx';
import { agenciesWith, useMyDesk } from './my-desk.ts';

function NewEvent({ agencyId }: { agencyId: string }) {
  const answer = useMyDesk();
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(mine) => {
        const [road] = recallDuty().roads;
        const form = emptyForm(agencyId);
        return (
          <DutyFormScreen
            name={`new:${agencyId}`}
            initial={() => (road === undefined ? form : { ...form, road, roadText: road.code })}
            agencies={agenciesWith(mine, ['duty'])}
            onDone={leavePage}
          />
        );
      }}
    </Answered>
  );
}

function KnownEvent({ agencyId, id }: { agencyId: string; id: string }) {
  const answer = useAnswer(`duty:${agencyId}`, () => desk('listDutyEvents', { agencyId }));
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {({ events, isPartial }) => {
        const found = events.find((event) => event.id === id);
        if (found === undefined) {
          return (
            <StatePanel
              sign="closed"
              title={isPartial ? '没有找到这条路况' : '这条路况已解除'}
              hint={isPartial ? '未解除的太多，没有全部列出；它也可能已解除。' : '它已不在未解除的列表里。'}
              action={{ label: '返回', run: leavePage }}
            />
          );
        }
        const { revision } = found;
        return (
          <DutyFormScreen
            key={revision}
            name={`${id}:${revision}`}
            initial={() => formOf(found.event, agencyId)}
            agencies={[{ id: agencyId, shortName: agencyId }]}
            standing={{ id, revision }}
            onDone={leavePage}
          />
        );
      }}
    </Answered>
  );
}

/** The form: of a new event, or of one that stands. */
export function DutyEvent({ agencyId, id }: { agencyId: string; id: string | undefined }) {
  return id === undefined ? <NewEvent agencyId={agencyId} /> : <KnownEvent agencyId={agencyId} id={id} />;
}
