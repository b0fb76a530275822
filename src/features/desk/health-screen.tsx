import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { clockTime } from '#domain/china-time';
import { countText } from '#domain/waiting-count';
import { useAnswer } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { Choice } from './choice.tsx';
import { DayChart } from './day-chart.tsx';
import { desk } from './desk-cloud.ts';
import { Figure } from './figure.tsx';
import { useDeed } from './use-deed.ts';
import './desk.scss';

type Health = ActionOutput<DeskContract, 'getHealth'>;
type Numbers = Health['hour'][number];

/** Actions of one list: beyond them stands what is seldom called and never failed. */
const MOST = 30;

const WEBHOOK = {
  unset: '未配置告警机器人，异常只显示在这里',
  ok: '告警机器人正常',
  failing: '告警机器人没有收下消息，正在重试',
} as const;

function watchWords({ at, webhook, toldAt }: Health['watch'], now: Date): string {
  const looked = at === undefined ? '还没有巡检过' : `最近巡检 ${clockTime(at, now)}`;
  const told = toldAt === undefined ? '' : `，最近告警 ${clockTime(toldAt, now)}`;
  return `${looked} · ${WEBHOOK[webhook]}${told}`;
}

function Problems({ problems, watch }: Pick<Health, 'problems' | 'watch'>) {
  const now = new Date();
  return (
    <View>
      {watch.isLate && (
        <View className="desk__notice desk__notice--bad">
          巡检没有按时运行，下面的情况可能已经过时。请在云开发控制台查看函数 jobs 的定时触发器与日志。
        </View>
      )}
      {problems.map(({ key, says, since }) => (
        <View key={key} className="desk__notice desk__notice--bad">{`${says}（自 ${clockTime(since, now)}）`}</View>
      ))}
      {problems.length === 0 && !watch.isLate && <View className="desk__notice">没有发现异常。</View>}
      <View className="desk__note">{watchWords(watch, now)}</View>
    </View>
  );
}

/** `half` and `most` are upper bounds of classes, so they are said as such. */
function callWords({ calls, refused, failed, half, most }: Numbers): string {
  const share = failed === 0 ? '无失败' : `失败 ${failed} 次（${((failed / calls) * 100).toFixed(1)}%）`;
  const took = half === undefined || most === undefined ? '' : ` · 半数 ≤ ${half} 毫秒，99% ≤ ${most} 毫秒`;
  return `${calls} 次 · ${share}${refused > 0 ? ` · 拒绝 ${refused} 次` : ''}${took}`;
}

function Calls({ heading, numbers }: { heading: string; numbers: readonly Numbers[] }) {
  return (
    <View>
      <View className="desk__heading">{heading}</View>
      {numbers.length === 0 && <View className="desk__note">还没有记录；各函数每五分钟记一次。</View>}
      <View className="desk__wide">
        {numbers.slice(0, MOST).map((one) => (
          <View key={one.of} className="desk-row">
            <View className="desk-row__words">
              <View className="desk-row__title">{one.of}</View>
              <View className={one.failed > 0 ? 'desk-row__says desk-row__says--bad' : 'desk-row__says'}>
                {callWords(one)}
              </View>
            </View>
          </View>
        ))}
      </View>
      {numbers.length > MOST && (
        <View className="desk__note">{`另有 ${numbers.length - MOST} 个接口，调用很少。`}</View>
      )}
    </View>
  );
}

function Days({ days }: Pick<Health, 'days'>) {
  return (
    <View className="desk__wide">
      <DayChart days={days} field="calls" title="每天的调用" says={(sum) => `近十四天共 ${sum} 次调用`} />
      <DayChart days={days} field="failed" title="每天的失败" says={(sum) => `近十四天共 ${sum} 次失败`} />
    </View>
  );
}

const SHARES = [0, 1, 10, 50, 100].map((percent) => ({
  id: `${percent}`,
  name: percent === 0 ? '关' : percent === 100 ? '全部手机' : `${percent}% 的手机`,
}));

/** What an operator turns on a dear day; see docs/scale.md. */
function Snapshots({ percent, onChanged }: { percent: number; onChanged(): void }) {
  const { refused, run } = useDeed();
  return (
    <View>
      <Choice
        label={`首屏快照：现为 ${percent}%（首屏从文件读取，省调用；半分钟内生效）`}
        choices={SHARES}
        selected={`${percent}`}
        onSelect={(id) =>
          run(async () => {
            await desk('setSnapshotShare', { percent: Number(id) });
            onChanged();
          })
        }
      />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
    </View>
  );
}

function All({ health, onChanged }: { health: Health; onChanged(): void }) {
  const { problems, watch, hour, today, days, messages, snapshotPercent } = health;
  return (
    <View className="desk">
      <Problems problems={problems} watch={watch} />
      <View className="desk__heading">订阅消息（近一天）</View>
      <View className="figures">
        <Figure value={`${messages.sent}`} name="已送达" />
        <Figure value={`${messages.refused}`} name="被拒收" />
        <Figure value={`${messages.failed}`} name="失败" />
        <Figure value={countText(messages.waiting)} name="等时段" />
      </View>
      <Calls heading="近一小时" numbers={hour} />
      <Calls heading="今天" numbers={today} />
      <View className="desk__heading">近十四天</View>
      <Days days={days} />
      <Snapshots percent={snapshotPercent} onChanged={onChanged} />
    </View>
  );
}

/** Whether it all works: what an operator should look at, and how every action fares. */
export function HealthScreen() {
  const answer = useAnswer('desk-health', () => desk('getHealth', {}));
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(health) => <All health={health} onChanged={answer.retry} />}
    </Answered>
  );
}
