import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { fullTime } from '#domain/china-time';
import { EVERY_AGENCY, ROLES, type Role } from '#domain/roles';
import { useAnswer } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { AgencyPicker } from './agency-picker.tsx';
import { Choice } from './choice.tsx';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { agenciesWith, isForAll, type MyDesk, useMyDesk } from './my-desk.ts';
import { grantName } from './role-words.ts';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import './desk.scss';

type Request = ActionOutput<DeskContract, 'listAccessRequests'>['requests'][number];
type Person = ActionOutput<DeskContract, 'listStaff'>['staff'][number];

interface Changed {
  mine: MyDesk;
  onChanged(): void;
}

function RequestRow({ request, mine, onChanged }: Changed & { request: Request }) {
  const [note, setNote] = useState('');
  const { isBusy, refused, run } = useDeed();
  const { openid, name, role, agencyId, reason, askedAt, doubtful } = request;
  const decide = (decision: 'grant' | 'decline') =>
    run(async () => {
      await desk('decideAccess', { openid, role, agencyId, decision, note: note.trim() });
      sayBriefly(decision === 'grant' ? '已批准' : '已回绝');
      onChanged();
    });
  return (
    <View>
      <View className="desk-row">
        <View className="desk-row__words">
          <View className="desk-row__title">{`${name} 申请 ${grantName(request, mine.agencies)}`}</View>
          <View className="desk-row__says">{`${reason} · ${fullTime(askedAt)}`}</View>
          {doubtful && <View className="desk-row__says desk-row__says--bad">文字存疑，请核实身份</View>}
        </View>
      </View>
      <TextField label="意见（申请人可见）" maxLength={200} onType={setNote} />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__pair">
        <DeskButton label="批准" isBusy={isBusy} run={() => decide('grant')} />
        <DeskButton label="回绝" kind="quiet" isBusy={isBusy} run={() => decide('decline')} />
      </View>
    </View>
  );
}

function PersonRow({ person, mine, onChanged }: Changed & { person: Person }) {
  const { isBusy, refused, run } = useDeed();
  const { openid, name, grants } = person;
  return (
    <View>
      <View className="desk__heading">{name ?? `未登记姓名（${openid.slice(0, 8)}…）`}</View>
      {grants.map((grant) => (
        <View key={`${grant.role}-${grant.agencyId}`} className="desk__pair">
          <View className="desk-row__words">{grantName(grant, mine.agencies)}</View>
          <DeskButton
            label="收回"
            kind="grave"
            isBusy={isBusy}
            run={() =>
              run(async () => {
                await desk('revokeRole', { openid, ...grant });
                onChanged();
              })
            }
          />
        </View>
      ))}
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
    </View>
  );
}

/** Gives a role to somebody whose OPENID is known; mostly people ask, and it is but agreed to. */
function GiveRole({ mine, onChanged }: Changed) {
  const [openid, setOpenid] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>();
  const own = agenciesWith(mine, ['operator']);
  const agencies = isForAll(mine, ['operator']) ? [...own, { id: EVERY_AGENCY, shortName: '全部机构' }] : own;
  const [agencyId, setAgency] = useState<string>();
  const { isBusy, refused, run } = useDeed();
  const give = () => {
    if (openid.trim() === '' || role === undefined || agencyId === undefined) {
      sayBriefly('请填写 OPENID，选择角色和机构');
      return;
    }
    run(async () => {
      const said = name.trim();
      await desk('grantRole', { openid: openid.trim(), role, agencyId, ...(said !== '' && { name: said }) });
      sayBriefly('已授予');
      onChanged();
    });
  };
  return (
    <View>
      <View className="desk__heading">直接授予</View>
      <TextField label="OPENID" maxLength={128} onType={setOpenid} />
      <TextField label="姓名" maxLength={20} onType={setName} />
      <Choice label="角色" choices={ROLES} selected={role} onSelect={setRole} />
      <AgencyPicker label="机构" agencies={agencies} chosen={agencyId} onChoose={setAgency} />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__buttons">
        <DeskButton label="授予角色" isBusy={isBusy} run={give} />
      </View>
    </View>
  );
}

async function fetchStaff() {
  const [{ requests }, { staff }] = await Promise.all([desk('listAccessRequests', {}), desk('listStaff', {})]);
  return { requests, staff };
}

/** Who works at the desk, and who asks to. */
export function StaffScreen() {
  const own = useMyDesk();
  const people = useAnswer('desk-staff', fetchStaff);
  const retryBoth = () => {
    own.retry();
    people.retry();
  };
  const wayOn = { label: '返回', run: leavePage };
  return (
    <Answered answer={{ ...own, retry: retryBoth }} wayOn={wayOn}>
      {(mine) => (
        <Answered answer={people} wayOn={wayOn}>
          {({ requests, staff }) => (
            <View className="desk">
              <View className="desk__heading">{requests.length === 0 ? '没有待批的申请' : '待批申请'}</View>
              {requests.map((request) => (
                <RequestRow key={request.openid} request={request} mine={mine} onChanged={people.retry} />
              ))}
              {staff.map((person) => (
                <PersonRow key={person.openid} person={person} mine={mine} onChanged={people.retry} />
              ))}
              <GiveRole mine={mine} onChanged={people.retry} />
            </View>
          )}
        </Answered>
      )}
    </Answered>
  );
}
