import { View } from '@tarojs/components';
import { LinkRows } from '#components/link-rows';
import { useAnswer } from '#platform/answer';
import { me } from './me-cloud.ts';

const KEPT = [
  { page: 'news/favourites', name: '我的收藏' },
  { page: 'news/history', name: '阅读历史' },
  { page: 'news/hall', query: { view: 'followed' }, name: '关注的机构' },
  { page: 'news/my-questions', name: '我的提问', says: '提问、建议与答复' },
] as const;

const ON_THE_ROAD = [
  { page: 'roads/routes', name: '常走路线', says: '出发前看一眼' },
  { page: 'roads/alerts', name: '路况提醒' },
  { page: 'quiz/records', name: '考试记录' },
  { page: 'quiz/review', name: '今日复习' },
] as const;

const OURS = [
  { page: 'me/settings', name: '设置', says: '字号、权限、缓存' },
  { page: 'me/my-data', name: '我的数据', says: '导出与删除' },
  { page: 'me/privacy', name: '隐私说明' },
  { page: 'me/about', name: '关于与反馈', says: '数据来源、官方电话' },
] as const;

/** Whoever has a role finds the desk here. Without a network, or an account, what was known last time holds. */
function DeskEntry() {
  const { data } = useAnswer('standing', () => me('getStanding', {}));
  return (
    <View>
      {data !== undefined && data.roles.length > 0 && (
        <LinkRows rows={[{ page: 'desk/home', name: '工作台', says: '发布、审核、值班' }]} />
      )}
    </View>
  );
}

/** What is the driver's own, and how the app is set. */
export function MeHome() {
  return (
    <>
      <DeskEntry />
      <LinkRows title="我的内容" rows={KEPT} />
      <LinkRows title="出行与答题" rows={ON_THE_ROAD} />
      <LinkRows title="本小程序" rows={OURS} />
    </>
  );
}
