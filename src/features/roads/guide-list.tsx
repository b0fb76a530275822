import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import { StatePanel } from '#components/state-panel';
import { useAnswer } from '#platform/answer';
import { leavePage, openPage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { holidayWords } from './guide-words.ts';
import { roads } from './roads-cloud.ts';
import './guide-list.scss';

/** Guides for the holidays of now and those to come. */
export function GuideList() {
  const answer = useAnswer('guides', () => roads('listHolidayGuides', {}));
  useSharing(() => ({ title: '假日出行提示：易堵路段、事故多发路段', path: '/pages/roads/guides', query: '' }));
  return (
    <Answered answer={answer} wayOn={{ label: '回到首页', run: leavePage }}>
      {({ guides }) =>
        guides.length === 0 ? (
          <StatePanel sign="empty" title="还没有发布假日出行提示" hint="节前会在这里公布易堵和事故多发路段。" />
        ) : (
          <View className="guides">
            {guides.map((guide) => (
              <View
                key={guide.id}
                className="guides__guide"
                hoverClass="guides__guide--pressed"
                ariaRole="link"
                onClick={() => openPage('/pages/roads/guide', { id: guide.id })}
              >
                <View className="guides__name">{guide.name}</View>
                <View className="guides__meta">{`${holidayWords(guide)} · ${guide.publisher}`}</View>
              </View>
            ))}
          </View>
        )
      }
    </Answered>
  );
}
