import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import type { RoadFeedInput } from '#contract/desk-roads';
import { clockTime } from '#domain/china-time';
import { useAnswer } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { JsonForm } from './json-form.tsx';
import { useDeed } from './use-deed.ts';
import './desk.scss';

/** One source or feed, in the words of both kinds. */
interface FeedLine {
  kind: 'news' | 'roads';
  id: string;
  name: string;
  paused: boolean;
  /** How it is, and whether somebody should look. */
  says: string;
  isBad: boolean;
  /** What went wrong last, or what could not be used. */
  trouble?: string;
}

const FEED_STATES = {
  current: '数据正常',
  'no-events': '正常，没有事件',
  late: '晚到',
  'no-data': '没有数据',
} as const;

type Attempt = ActionOutput<DeskContract, 'listRoadFeeds'>['feeds'][number]['lastAttempt'];

/** What went wrong at the last attempt, where something did. */
function troubleOf(attempt: Attempt): { trouble?: string } {
  const trouble = attempt?.why ?? attempt?.rejections[0]?.why;
  return trouble === undefined ? {} : { trouble };
}

async function fetchFeeds(): Promise<FeedLine[]> {
  const now = new Date();
  const [{ sources }, { feeds }] = await Promise.all([desk('listSources', {}), desk('listRoadFeeds', {})]);
  const at = (instant: string | null | undefined) => (instant ? clockTime(instant, now) : '还没有过');
  return [
    ...sources.map(
      ({ id, paused, lastSuccessAt, lateSince, lastError, items, rejected, failures }): FeedLine => ({
        ...{ kind: 'news' as const, id, name: id, paused },
        says: `最近成功 ${at(lastSuccessAt)} · 收 ${items} 条，弃 ${rejected} 条${failures > 0 ? ` · 连续失败 ${failures} 次` : ''}`,
        isBad: lateSince !== undefined,
        ...(lateSince !== undefined && lastError !== undefined && { trouble: lastError }),
      }),
    ),
    ...feeds.map(
      ({ id, name, paused, state, deliveredAt, eventCount, failures, lastAttempt }): FeedLine => ({
        ...troubleOf(lastAttempt),
        ...{ kind: 'roads' as const, id, name, paused },
        says: `${FEED_STATES[state]} · 最近送达 ${at(deliveredAt)} · ${eventCount} 条在列${failures > 0 ? ` · 连续失败 ${failures} 次` : ''}`,
        isBad: state === 'late' || state === 'no-data',
      }),
    ),
  ];
}

function FeedRow({ feed, onChanged }: { feed: FeedLine; onChanged(): void }) {
  const { kind, id, name, paused, says, isBad, trouble } = feed;
  const { isBusy, refused, run } = useDeed();
  const ask = () =>
    run(async () => {
      await desk('runFeedNow', { kind, id });
      sayBriefly('已排到下一轮，几分钟内抓取');
      onChanged();
    });
  const toggle = () =>
    run(async () => {
      await desk('pauseFeed', { kind, id, mode: paused ? 'resume' : 'pause' });
      onChanged();
    });
  return (
    <View>
      <View className="desk-row">
        <View className="desk-row__words">
          <View className="desk-row__title">{`${paused ? '已暂停 · ' : ''}${name}`}</View>
          <View className={isBad && !paused ? 'desk-row__says desk-row__says--bad' : 'desk-row__says'}>{says}</View>
          {trouble !== undefined && <View className="desk-row__says">{trouble}</View>}
        </View>
      </View>
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__pair">
        <DeskButton label="马上抓取" kind="quiet" isBusy={isBusy} run={ask} />
        <DeskButton label={paused ? '恢复' : '暂停'} kind={paused ? 'quiet' : 'grave'} isBusy={isBusy} run={toggle} />
      </View>
    </View>
  );
}

/** Sources of posts and road feeds: how each fares, asked now, paused. */
export function FeedList() {
  const answer = useAnswer('desk-feeds', fetchFeeds);
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(feeds) => (
        <View className="desk">
          {feeds.length === 0 && <View className="desk__note">还没有配置来源。</View>}
          {feeds.map((feed) => (
            <FeedRow key={`${feed.kind}:${feed.id}`} feed={feed} onChanged={answer.retry} />
          ))}
          <JsonForm
            name="road-feed"
            label="加一个路况源，或改一个（JSON）"
            hint="字段：id、name、format、url、intervalSeconds 等；地址里的密钥写作 ${FEED_NAME}，值放在 jobs 的环境变量里"
            save={(document) => desk('saveRoadFeeds', { feeds: [document as RoadFeedInput] })}
            onSaved={answer.retry}
          />
        </View>
      )}
    </Answered>
  );
}
