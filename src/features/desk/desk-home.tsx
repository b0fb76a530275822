import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import { countText } from '#domain/waiting-count';
import { useReturning } from '#platform/leaving';
import { leavePage, openPage } from '#platform/navigation';
import { AccessRequest } from './access-request.tsx';
import { type DeskEntry, deskEntries } from './desk-entries.ts';
import { type MyDesk, useMyDesk } from './my-desk.ts';
import { grantsInWords } from './role-words.ts';
import './desk.scss';

function EntryRow({ name, says, path, query, count }: DeskEntry) {
  return (
    <View
      className="desk-row"
      ariaRole="link"
      ariaLabel={count === undefined || count === 0 ? name : `${name}，${countText(count)} 件待办`}
      onClick={() => openPage(`/pages/desk/${path}`, query ?? {})}
    >
      <View className="desk-row__words">
        <View className="desk-row__title">{name}</View>
        <View className="desk-row__says">{says}</View>
      </View>
      {count !== undefined && count > 0 && <View className="desk-row__count">{countText(count)}</View>}
    </View>
  );
}

function Desk({ mine }: { mine: MyDesk }) {
  const roles = grantsInWords(mine.grants, mine.agencies);
  return (
    <View className="desk">
      <View className="desk__note">{`${mine.name === undefined ? '' : `${mine.name}，`}${roles}`}</View>
      {deskEntries(mine).map(({ heading, entries }) => (
        <View key={heading}>
          <View className="desk__heading">{heading}</View>
          <View className="desk__wide">
            {entries.map((entry) => (
              <EntryRow key={entry.name} {...entry} />
            ))}
          </View>
        </View>
      ))}
      <View className="desk__heading">角色</View>
      <EntryRow name="申请其他角色" says="由运维人员审批" path="access" />
    </View>
  );
}

/** Where work at the desk begins: what waits for whom. Somebody without a role can ask for one. */
export function DeskHome() {
  const answer = useMyDesk();
  useReturning(answer.retry);
  return (
    <Answered answer={answer} wayOn={{ label: '看看最新资讯', run: leavePage }}>
      {(mine) =>
        mine.grants.length === 0 ? <AccessRequest mine={mine} onAsked={answer.retry} /> : <Desk mine={mine} />
      }
    </Answered>
  );
}
