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
      entries: [
        has('duty') && { name: '值班发布', says: '发布、更新、解除路况', path: 'duty' },
        hasForAll('editor', 'duty') && { name: '应急横幅', says: '所有人一打开就看到', path: 'banner' },
        has('duty', 'editor') && { name: '假日出行提示', says: '高峰、堵点、易发事故路段', path: 'guide' },
      ],
    },
    {
      heading: '内容',
      entries: [
        has('editor') && { name: '草稿', says: '写稿、送审、定时', path: 'drafts', count: waiting.drafts },
        has('editor', 'reviewer') && {
          name: '待审稿件',
          says: '作者之外的人审核',
          path: 'drafts',
          query: { shelf: 'review' },
          count: waiting.reviews,
        },
        has('editor') && { name: '已发布', says: '更正、撤回、置顶', path: 'posts' },
        hasForAll('editor') && { name: '来信', says: '答复提问与建议', path: 'inquiries', count: waiting.inquiries },
        hasForAll('editor') && {
          name: '存疑文字',
          says: '微信审核拿不准的',
          path: 'doubtful',
          count: waiting.doubtful,
        },
        hasForAll('editor') && { name: '辟谣库', says: '查谣言时比对的依据', path: 'rebuttals' },
        hasForAll('editor') && { name: '法规库', says: '法规、条文与要点', path: 'laws' },
      ],
    },
    {
      heading: '题库',
      entries: [
        hasForAll('editor', 'reviewer') && {
          name: '题目纠错',
          says: '驾驶人指出的错处',
          path: 'reports',
          count: waiting.reports,
        },
        hasForAll('editor', 'reviewer') && {
          name: '题库审核',
          says: '待审题目与题目质量',
          path: 'questions',
          count: waiting.questions,
        },
        hasForAll('editor') && { name: '导入题库', says: '先试导，看清再导入', path: 'bank' },
      ],
    },
    {
      heading: '运维',
      entries: [
        has('editor', 'duty', 'operator') && { name: '数字', says: '读者、分享、答复、时效、用量', path: 'numbers' },
        hasForAll('operator') && { name: '运行状况', says: '异常、出错、快慢、消息送达', path: 'health' },
        hasForAll('operator') && {
          name: '来源与路况源',
          says: '健康、马上抓取、暂停',
          path: 'feeds',
          count: waiting.lateFeeds,
        },
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
