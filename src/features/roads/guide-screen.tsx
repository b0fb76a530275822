import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import { RoadSign, type Sign } from '#components/road-sign';
import type { HolidayGuide } from '#contract/roads';
import { clockTime } from '#domain/china-time';
import { useAnswer } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { stretchesOnRoutes } from './guide-routes.ts';
import { type GuideStretch, holidayWords, peaksByDay, peakWords, stretchWords } from './guide-words.ts';
import { roads } from './roads-cloud.ts';
import { useSavedRoutes } from './route-store.ts';
import './guide-screen.scss';

function Peaks({ peaks }: { peaks: HolidayGuide['peaks'] }) {
  return (
    <View className="guide__part">
      <View className="guide__title">高峰时段</View>
      {peaksByDay(peaks).map(({ day, peaks: ofDay }) => (
        <View key={day} className="guide__day">
          <View className="guide__date">{day}</View>
          <View className="guide__words">
            {ofDay.map((peak) => (
              <View key={`${peak.kind}${peak.from}`} className="guide__peak">
                <View className={peak.level === 'jammed' ? 'guide__hours guide__hours--jammed' : 'guide__hours'}>
                  {peakWords(peak)}
                </View>
                <View className="guide__says">{peak.text}</View>
              </View>
            ))}
          </View>
        </View>
      ))}
    </View>
  );
}

function Stretches({ title, sign, stretches }: { title: string; sign: Sign; stretches: readonly GuideStretch[] }) {
  if (stretches.length === 0) return null;
  return (
    <View className="guide__part">
      <View className="guide__title">{title}</View>
      {stretches.map((stretch) => (
        <View key={`${stretch.name}${stretchWords(stretch)}`} className="guide__stretch">
          <RoadSign sign={sign} />
          <View className="guide__words">
            <View className="guide__name">{stretch.name}</View>
            <View className="guide__where">{[stretchWords(stretch), stretch.hours].filter(Boolean).join(' · ')}</View>
            <View className="guide__says">{stretch.reason}</View>
            <View className="guide__advice">{stretch.advice}</View>
          </View>
        </View>
      ))}
    </View>
  );
}

function GuideView({ guide }: { guide: HolidayGuide }) {
  const routes = useSavedRoutes();
  const [isMine, setMine] = useState(false);
  const chosen = (stretches: readonly GuideStretch[]) => (isMine ? stretchesOnRoutes(stretches, routes) : stretches);
  const choke = chosen(guide.chokePoints);
  const prone = chosen(guide.accidentProne);
  return (
    <View className="guide">
      <View className="guide__head">{guide.name}</View>
      <View className="guide__meta">{`${holidayWords(guide)} · ${guide.publisher}`}</View>
      <View className="guide__intro">{guide.intro}</View>
      {guide.peaks.length > 0 && <Peaks peaks={guide.peaks} />}
      {routes.length > 0 && (
        <View
          className={isMine ? 'guide__mine guide__mine--on' : 'guide__mine'}
          ariaRole="switch"
          ariaLabel={`只看我的路线，${isMine ? '已开启' : '未开启'}`}
          onClick={() => setMine(!isMine)}
        >
          只看我的路线
        </View>
      )}
      {isMine && choke.length + prone.length === 0 && (
        <View className="guide__says">您保存的路线上没有公布的易堵或事故多发路段。</View>
      )}
      <Stretches title="易堵路段" sign="info" stretches={choke} />
      <Stretches title="事故多发路段" sign="warning" stretches={prone} />
      {guide.tips.length > 0 && (
        <View className="guide__part">
          <View className="guide__title">出行提示</View>
          {guide.tips.map((tip) => (
            <View key={tip} className="guide__tip">
              {tip}
            </View>
          ))}
        </View>
      )}
      <View className="guide__meta">{`第${guide.revision}版，${clockTime(guide.updatedAt, new Date())} 更新`}</View>
    </View>
  );
}

/** One guide (两公布一提示): when it will jam, where, and where accidents happen. */
export function GuideScreen({ id }: { id: string }) {
  const answer = useAnswer(`guide:${id}`, () => roads('getHolidayGuide', { id }));
  useSharing(() => ({
    title: answer.data?.name ?? '假日出行提示',
    path: '/pages/roads/guide',
    query: `id=${encodeURIComponent(id)}`,
  }));
  return (
    <Answered answer={answer} wayOn={{ label: '回到首页', run: leavePage }}>
      {(guide) => <GuideView guide={guide} />}
    </Answered>
  );
}
