import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import { StatePanel } from '#components/state-panel';
import { WideButton } from '#components/wide-button';
import { failureCode, useAnswer } from '#platform/answer';
import type { GrantOutcome } from '#platform/message-grant';
import { leavePage, openPage } from '#platform/navigation';
import { askForMessage, hasMessages, openMessageSetting } from '#platform/subscribe';
import { sayBriefly } from '#platform/toast';
import { AlertForm } from './alert-form.tsx';
import { AlertList } from './alert-list.tsx';
import type { AlertWish } from './alert-wish.ts';
import { alertFailureWords, grantsWords, isInSettings, refusalWords } from './alert-words.ts';
import { alerts, type KnownAlerts } from './alerts-cloud.ts';
import './alert-screen.scss';

/** What there is without messages. */
const WAY_ON = { label: '看我的路线', run: () => openPage('/pages/roads/routes') };

interface Props {
  known: KnownAlerts;
  templateId: string;
  onChanged(): void;
}

function Watching({ known: { subscriptions, grants }, templateId, onChanged }: Props) {
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<GrantOutcome>('accepted');

  /** Whether it was done; why not is said. */
  const change = async (work: () => Promise<unknown>): Promise<boolean> => {
    setIsBusy(true);
    try {
      await work();
      onChanged();
      return true;
    } catch (error) {
      sayBriefly(alertFailureWords(failureCode(error)));
      return false;
    } finally {
      setIsBusy(false);
    }
  };
  /** WeChat asks only in the tap itself, so nothing is awaited before. */
  const allowOne = async (): Promise<boolean> => {
    const outcome = await askForMessage(templateId);
    setRefusal(outcome);
    // The line at the top may be out of sight of the button that was tapped.
    const why = refusalWords(outcome);
    if (why !== undefined) sayBriefly(why);
    return outcome === 'accepted';
  };
  const subscribe = async (wish: AlertWish) =>
    (await allowOne()) && change(() => alerts('subscribeAlerts', { ...wish, granted: 1 }));
  const allowMore = async () => {
    if (await allowOne()) await change(() => alerts('addAlertGrants', { granted: 1 }));
  };
  const end = (id?: string) => void change(() => alerts('unsubscribeAlerts', id === undefined ? {} : { id }));

  return (
    <View className="alerts">
      {subscriptions.length > 0 && (
        <View className="alerts__head">
          <View className={grants === 0 ? 'alerts__grants alerts__grants--none' : 'alerts__grants'}>
            {grantsWords(grants)}
          </View>
          <View className="alerts__rule">微信规定：每点一次“允许”，只能收到一条提醒。</View>
          <View className="alerts__allow">
            <WideButton kind="quiet" onClick={() => void allowMore()}>
              再允许一条
            </WideButton>
          </View>
        </View>
      )}
      <View>
        {refusal !== 'accepted' && (
          <View className="alerts__refusal">
            <View>{refusalWords(refusal)}</View>
            {isInSettings(refusal) && (
              <View className="alerts__setting" ariaRole="button" onClick={openMessageSetting}>
                去设置
              </View>
            )}
          </View>
        )}
      </View>
      <AlertList subscriptions={subscriptions} onEnd={end} />
      <AlertForm isBusy={isBusy} onSubscribe={subscribe} />
    </View>
  );
}

function KnownWatching() {
  const answer = useAnswer('alerts', () => alerts('listAlertSubscriptions', {}));
  return (
    <Answered answer={answer} wayOn={{ label: '回到首页', run: leavePage }}>
      {(known) =>
        known.templateId === undefined ? (
          <StatePanel
            sign="closed"
            title="现在不能发提醒"
            hint="这里没有开通微信消息，请在“我的路线”里查看沿途路况。"
            action={WAY_ON}
          />
        ) : (
          <Watching known={known} templateId={known.templateId} onChanged={answer.retry} />
        )
      }
    </Answered>
  );
}

/** Messages about places that a driver watches: what is watched, how many messages are left, and more. */
export function AlertScreen() {
  if (hasMessages()) return <KnownWatching />;
  return (
    <StatePanel
      sign="closed"
      title="提醒要在微信里开通"
      hint="路况提醒是微信消息，浏览器里收不到。请在微信小程序里打开这一页。"
      action={WAY_ON}
    />
  );
}
