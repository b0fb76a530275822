import { View } from '@tarojs/components';
import { Fragment, type ReactNode } from 'react';
import { Answered } from '#components/answered';
import { StatePanel } from '#components/state-panel';
import { failureWords } from '#domain/failure-words';
import { leavePage } from '#platform/navigation';
import { DeskButton } from './desk-button.tsx';
import type { Pages } from './use-pages.ts';

interface Props<T> {
  pages: Pages<T>;
  keyOf(item: T): string;
  /** What is said where nothing is in the list. */
  empty: { title: string; hint?: string };
  children(item: T): ReactNode;
}

/** A list of the desk in any state: under way, failed, empty, or with more to come. */
export function PageList<T>({ pages, keyOf, empty, children }: Props<T>) {
  const { items, failure, hasMore, isBusy, more, reload } = pages;
  if (items === undefined) {
    return (
      <Answered answer={{ failure, retry: reload }} wayOn={{ label: '返回', run: leavePage }}>
        {() => null}
      </Answered>
    );
  }
  if (items.length === 0) return <StatePanel sign="empty" {...empty} />;
  return (
    <View>
      {failure !== undefined && (
        <View className="desk__notice desk__notice--bad">{`${failureWords(failure).title}，${failureWords(failure).hint}`}</View>
      )}
      {items.map((item) => (
        <Fragment key={keyOf(item)}>{children(item)}</Fragment>
      ))}
      {hasMore && (
        <View className="desk__buttons">
          <DeskButton label="更多" kind="quiet" isBusy={isBusy} run={more} />
        </View>
      )}
    </View>
  );
}
