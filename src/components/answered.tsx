import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { failureWords, mayRetry } from '#domain/failure-words';
import type { Answer } from '#platform/answer';
import { StaleNotice } from './stale-notice.tsx';
import { FailurePanel, StatePanel } from './state-panel.tsx';
import './answered.scss';

interface Props<T> {
  answer: Answer<T>;
  /** Where to go from something that is not there. */
  wayOn: { label: string; run(): void };
  children(data: T): ReactNode;
}

/** One thing from the cloud in any state: under way, of now, of before with a line that says so, failed, or not there. */
export function Answered<T>({ answer, wayOn, children }: Props<T>) {
  const { data, asOf, failure, retry } = answer;
  if (data !== undefined) {
    return (
      <>
        <StaleNotice failure={failure} asOf={asOf} onRetry={retry} />
        {children(data)}
      </>
    );
  }
  if (failure === undefined) return <TextSkeleton />;
  if (!mayRetry(failure)) {
    const sign = failure === 'forbidden' ? 'closed' : 'empty';
    return <StatePanel sign={sign} {...failureWords(failure)} action={wayOn} />;
  }
  return <FailurePanel failure={failure} onRetry={retry} />;
}

/** What stands in a page's place until it comes. */
function TextSkeleton() {
  return (
    <View className="text-skeleton" ariaLabel="正在加载">
      <View className="bone bone--headline" />
      <View className="bone bone--half" />
      {[0, 1, 2, 3, 4, 5].map((line) => (
        <View key={line} className="bone bone--line" />
      ))}
    </View>
  );
}
