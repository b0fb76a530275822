import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import { BANNER_LENGTH } from '#domain/banner';
import { fullTime } from '#domain/china-time';
import { useAnswer } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { DeskButton } from './desk-button.tsx';
import { desk, news } from './desk-cloud.ts';
import { HourPicker } from './hour-picker.tsx';
import { makeKey } from './make-key.ts';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import { useKeptForm } from './use-kept-form.ts';
import './desk.scss';

/** How long a banner stands when nobody says otherwise, milliseconds. */
const USUAL = 6 * 3600_000;

/** The emergency banner over the news and the hall: set, changed, taken away. */
export function BannerScreen() {
  const answer = useAnswer('desk-banner', () => news('getBanner', {}));
  const { said, opened, change, forget } = useKeptForm('banner', { text: '' });
  const { text } = said;
  const [to, setTo] = useState(() => new Date(Date.now() + USUAL).toISOString());
  const { isBusy, refused, run } = useDeed();
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {({ banner }) => {
        const show = () => {
          if (text.trim() === '') {
            sayBriefly('请写横幅的文字');
            return;
          }
          run(async () => {
            await desk('setBanner', { id: banner?.id ?? `b-${makeKey()}`, text, from: new Date().toISOString(), to });
            forget();
            sayBriefly('横幅已显示');
            answer.retry();
          });
        };
        const clear = () =>
          run(async () => {
            await desk('clearBanner', {});
            sayBriefly('横幅已撤下');
            answer.retry();
          });
        return (
          <View className="desk">
            <View className="desk__notice">
              {banner === undefined ? '现在没有横幅。' : `正在显示到 ${fullTime(banner.to)}：${banner.text}`}
            </View>
            <TextField
              label={banner === undefined ? '横幅文字' : '改为（读者会重新看到）'}
              maxLength={BANNER_LENGTH}
              lines={3}
              hint={`最多 ${BANNER_LENGTH} 字，一眼看完`}
              initial={opened.text}
              onType={(next) => change({ text: next })}
            />
            <HourPicker label="显示到" instant={to} onChoose={setTo} />
            {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
            <View className="desk__buttons">
              <DeskButton
                label={banner === undefined ? '显示横幅' : '更新横幅'}
                kind="grave"
                isBusy={isBusy}
                run={show}
              />
              {banner !== undefined && <DeskButton label="撤下横幅" kind="grave" isBusy={isBusy} run={clear} />}
            </View>
          </View>
        );
      }}
    </Answered>
  );
}
