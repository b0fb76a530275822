import { mayAct, type Role } from '#domain/roles';
import { isForAll, type MyDesk } from './my-desk.ts';

export interface DeskEntry {
  name: string;
  says: string;
  /** Below `/pages/desk/`. */
  path: string;
  query?: Record<string, string>;
  /** How many wait. */
  count?: number | undefined;
}

interface DeskPart {
  heading: string;
  entries: DeskEntry[];
}

/** What stands on the desk of somebody with these roles; parts that would be empty are left out. */
export function deskEntries(mine: MyDesk): DeskPart[] {
  const { grants, waiting } = mine;
  const has = (...roles: Role[]) => mayAct(grants, roles);
  const hasForAll = (...roles: Role[]) => isForAll(mine, roles);
  const parts: { heading: string; entries: (DeskEntry | false)[] }[] = [
    {
      heading: '路况',
      entries: [has('duty') && { name: '值班发布', says: '发布、更新、解除路况', path: 'duty' }],
    },
    {
      heading: '内容',
      entries: [
        has('editor') && { name: '草稿', says: '写稿、送审、定时', path: 'drafts', count: waiting.drafts },
        has('editor', 'reviewer') && {
          name: '待审稿件',
          says: '四眼原则：作者之外的人审核',
          path: 'drafts',
          query: { shelf: 'review' },
          count: waiting.reviews,
        },
        has('editor') && { name: '已发布', says: '更正、撤回、置顶', path: 'posts' },
      ],
    },
    {
      heading: '运维',
      entries: [
        has('operator') && { name: '人员与角色', says: '授予、收回、审批申请', path: 'staff', count: waiting.requests },
        hasForAll('operator') && { name: '操作日志', says: '谁在何时改了什么', path: 'audit' },
        has('operator') && { name: '机构设置', says: '发布前是否须审核', path: 'settings' },
      ],
    },
  ];
  return parts
    .map(({ heading, entries }) => ({ heading, entries: entries.filter((entry) => entry !== false) }))
    .filter(({ entries }) => entries.length > 0);
}
