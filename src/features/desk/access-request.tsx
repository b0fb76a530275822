import { View } from '@tarojs/components';
import { useState } from 'react';
import { fullTime } from '#domain/china-time';
import { EVERY_AGENCY, ROLES, type Role } from '#domain/roles';
import { sayBriefly } from '#platform/toast';
import { AgencyChoice } from './agency-choice.tsx';
import { Choice } from './choice.tsx';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import type { MyDesk } from './my-desk.ts';
import { grantName } from './role-words.ts';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import { useKeptForm } from './use-kept-form.ts';
import './desk.scss';

const STATES = { waiting: '等待审批', granted: '已批准', declined: '未批准' } as const;

function LastRequest({ mine }: { mine: MyDesk }) {
  const { request, agencies } = mine;
  if (request === undefined) return null;
  const asked = grantName(request, agencies);
  return (
    <View className="desk__notice">
      <View>{`${fullTime(request.askedAt)} 申请“${asked}”：${STATES[request.state]}`}</View>
      {request.note !== undefined && <View>{`审批意见：${request.note}`}</View>}
    </View>
  );
}

/** Asks for a role. Who asks is a person with a name; what they may do is decided by an operator. */
export function AccessRequest({ mine, onAsked }: { mine: MyDesk; onAsked(): void }) {
  const [role, setRole] = useState<Role>();
  const [agencyId, setAgency] = useState<string>();
  const { said, opened, change, forget } = useKeptForm('access', { name: mine.name ?? '', reason: '' });
  const { name, reason } = said;
  const { isBusy, refused, run } = useDeed();
  const send = () => {
    if (role === undefined || agencyId === undefined || name.trim() === '' || reason.trim() === '') {
      sayBriefly('请选择角色和机构，并写明姓名和事由');
      return;
    }
    run(async () => {
      await desk('requestAccess', { role, agencyId, name, reason });
      forget();
      sayBriefly('已提交，请等待运维人员审批');
      onAsked();
    });
  };
  return (
    <View className="desk">
      <View className="desk__notice">工作台供公安交管部门的编辑、审核、值班和运维人员使用。</View>
      <LastRequest mine={mine} />
      <Choice label="角色" choices={ROLES} selected={role} onSelect={setRole} />
      <AgencyChoice chosen={agencyId} everyAgency={EVERY_AGENCY} onChoose={setAgency} />
      <TextField label="姓名" initial={opened.name} maxLength={20} onType={(next) => change({ name: next })} />
      <TextField
        label="单位、职务与事由"
        placeholder="例如：朝阳支队值班室，负责发布辖区路况"
        maxLength={200}
        lines={3}
        initial={opened.reason}
        onType={(next) => change({ reason: next })}
      />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__buttons">
        <DeskButton label="提交申请" isBusy={isBusy} run={send} />
      </View>
    </View>
  );
}
