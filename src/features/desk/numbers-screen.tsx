import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { EVERY_AGENCY, type Role } from '#domain/roles';
import { atLeastText, countText } from '#domain/waiting-count';
import { useAnswer } from '#platform/answer';
import { leavePage, openPage } from '#platform/navigation';
import { AgencyPicker } from './agency-picker.tsx';
import { DayChart } from './day-chart.tsx';
import { desk } from './desk-cloud.ts';
import { Figure } from './figure.tsx';
import { agenciesWith, isForAll, useMyDesk } from './my-desk.ts';
import './desk.scss';

type Numbers = ActionOutput<DeskContract, 'getNumbers'>;

function yuan(amount: number): string {
  return `${amount < 100 ? amount.toFixed(2) : Math.round(amount)} 元`;
}

function Readers({ days }: Pick<Numbers, 'days'>) {
  return (
    <View className="desk__wide">
      <DayChart days={days} field="views" title="每天的阅读" says={(sum) => `近三十天共 ${sum} 次阅读`} />
      <DayChart days={days} field="shares" title="每天的分享" says={(sum) => `近三十天共 ${sum} 次分享`} />
    </View>
  );
}

type Of<Part extends keyof Numbers> = { [name in Part]: Numbers[name] };

function Posts({ posts }: Of<'posts'>) {
  return (
    <View>
      <View className="desk__heading">内容</View>
      <View className="figures">
        <Figure value={atLeastText(posts.published, posts.isPartial)} name="发布" />
        <Figure value={atLeastText(posts.views, posts.isPartial)} name="阅读" />
        <Figure value={atLeastText(posts.shares, posts.isPartial)} name="分享" />
        <Figure value={atLeastText(posts.likes, posts.isPartial)} name="点赞" />
      </View>
      {posts.isPartial && <View className="desk__note">发布超过一千篇，以上与下列只计最近一千篇。</View>}
      {posts.top.map(({ id, title, views, shares }) => (
        <View key={id} className="desk-row" ariaRole="link" onClick={() => openPage('/pages/news/post', { id })}>
          <View className="desk-row__words">
            <View className="desk-row__title">{title}</View>
            <View className="desk-row__says">{`${views} 阅 · ${shares} 转`}</View>
          </View>
        </View>
      ))}
    </View>
  );
}

/** What the chosen agencies did. Questions that wait are nobody's yet, so they are counted for everybody. */
function Agencies({ numbers: { posts, answers, events } }: { numbers: Numbers }) {
  const inTime = answers.answered === 0 ? '—' : `${Math.round((answers.inTime / answers.answered) * 100)}%`;
  return (
    <View>
      <Posts posts={posts} />
      <View className="desk__heading">{`来信（${answers.withinHours} 小时内算按时；待答为全站）`}</View>
      <View className="figures">
        <Figure value={atLeastText(answers.answered, answers.isPartial)} name="已答" />
        <Figure value={inTime} name="按时" {...(answers.isPartial && { hint: '只计最近一千封' })} />
        <Figure value={atLeastText(answers.waiting, answers.isWaitingPartial)} name="待答" />
        <Figure value={atLeastText(answers.overdue, answers.isWaitingPartial)} name="超时未答" />
      </View>
      <View className="desk__heading">路况</View>
      <View className="figures">
        <Figure value={atLeastText(events.published, events.isPartial)} name="值班发布" />
        <Figure value={atLeastText(events.open, events.isOpenPartial)} name="未解除" />
        <Figure value={atLeastText(events.stale, events.isOpenPartial)} name="两小时未更新" />
        <Figure
          value={events.medianMinutes === undefined ? '—' : `${events.medianMinutes} 分`}
          name="距上次更新（中位）"
          {...(events.isOpenPartial && { hint: '只计其中一千起' })}
        />
      </View>
    </View>
  );
}

function Site({ numbers: { days, messages, cost } }: { numbers: Numbers }) {
  return (
    <View>
      <View className="desk__heading">全站</View>
      <Readers days={days} />
      <View className="desk__heading">订阅消息（全站）</View>
      <View className="figures">
        <Figure value={`${messages.sent}`} name="已送达" />
        <Figure value={`${messages.refused}`} name="被拒收" />
        <Figure value={`${messages.failed}`} name="失败" />
        <Figure value={countText(messages.waiting)} name="等时段" />
      </View>
      <View className="desk__heading">本月费用（全站，按阅读与消息估算，以账单为准）</View>
      <View className="figures">
        <Figure value={yuan(cost.yuan)} name="到今天" />
        <Figure value={yuan(cost.expected)} name="预计全月" />
        <Figure value={cost.plan === undefined ? '未设' : yuan(cost.plan)} name="计划" />
      </View>
      {cost.plan !== undefined && cost.expected > cost.plan && (
        <View className="desk__notice desk__notice--bad">照这样下去，本月会超出计划。</View>
      )}
    </View>
  );
}

function NumbersOf({ agencyId }: { agencyId: string }) {
  const answer = useAnswer(`desk-numbers:${agencyId}`, () =>
    desk('getNumbers', agencyId === EVERY_AGENCY ? {} : { agencyId }),
  );
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(numbers) => (
        <View>
          <Agencies numbers={numbers} />
          <Site numbers={numbers} />
        </View>
      )}
    </Answered>
  );
}

const ROLES: readonly Role[] = ['editor', 'duty', 'operator'];

/** How it goes, for one agency or for all of a person's: readers, answers, events; and for the site: messages, cost. */
export function NumbersScreen() {
  const own = useMyDesk();
  const [chosen, setChosen] = useState<string>(EVERY_AGENCY);
  return (
    <Answered answer={own} wayOn={{ label: '返回', run: leavePage }}>
      {(mine) => {
        const agencies = agenciesWith(mine, ROLES);
        const all = { id: EVERY_AGENCY, shortName: isForAll(mine, ROLES) ? '全部机构' : '我的全部机构' };
        const choices = agencies.length > 1 ? [all, ...agencies] : agencies;
        return (
          <View className="desk">
            {choices.length > 0 && (
              <AgencyPicker
                label="机构"
                agencies={choices}
                chosen={choices.length === 1 ? choices[0]?.id : chosen}
                onChoose={setChosen}
              />
            )}
            <View className="desk__note">近三十天，按已存的记录计；阅读与分享晚几分钟。</View>
            <NumbersOf key={chosen} agencyId={chosen} />
          </View>
        );
      }}
    </Answered>
  );
}
