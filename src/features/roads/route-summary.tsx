import { View } from '@tarojs/components';
import { StaleNotice } from '#components/stale-notice';
import { failureWords } from '#domain/failure-words';
import type { Answer } from '#platform/answer';
import type { RouteCheck } from './route-check.ts';
import { headlineOf, remarksOf } from './route-words.ts';
import './route-summary.scss';

function headlineClass(check: RouteCheck, isDoubtful: boolean): string {
  if (check.closures > 0) return 'route-summary__headline route-summary__headline--closed';
  return isDoubtful ? 'route-summary__headline route-summary__headline--doubtful' : 'route-summary__headline';
}

/** The sentence that matters before leaving, of now or of when the phone last knew; the first bars of its box are its sign. */
export function RouteSummary({ answer, remarks = false }: { answer: Answer<RouteCheck>; remarks?: boolean }) {
  const { data, asOf, failure, retry } = answer;
  if (data === undefined) {
    return (
      <View className="route-summary">
        {failure === undefined ? (
          <View className="route-summary__headline">正在核对沿途路况…</View>
        ) : (
          <View
            className="route-summary__headline"
            ariaRole="button"
            onClick={(tap) => {
              // The row around it opens the route.
              tap.stopPropagation();
              retry();
            }}
          >
            {`${failureWords(failure).title}，还不知道沿途的路况 · 点此重试`}
          </View>
        )}
      </View>
    );
  }
  const { words, isDoubtful } = headlineOf(data, new Date());
  return (
    <View className="route-summary">
      <StaleNotice failure={failure} asOf={asOf} onRetry={retry} />
      <View className={headlineClass(data, isDoubtful)}>{words}</View>
      {remarks &&
        remarksOf(data).map((remark) => (
          <View key={remark} className="route-summary__remark">
            {remark}
          </View>
        ))}
    </View>
  );
}
