import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import { useAnswer } from '#platform/answer';
import { AgencyPicker } from './agency-picker.tsx';
import { news } from './desk-cloud.ts';

interface Props {
  chosen: string | undefined;
  /** The id that stands for all agencies, where that may be chosen. */
  everyAgency?: string;
  onChoose(id: string): void;
}

/** A choice among all agencies of the hall, for somebody who has none of them yet. */
export function AgencyChoice({ chosen, everyAgency, onChoose }: Props) {
  const answer = useAnswer('desk-agencies', () => news('listAgencies', {}));
  const { data, failure } = answer;
  // The line itself waits for its agencies, so that nothing below it moves when they come.
  if (data === undefined && failure === undefined) {
    return <AgencyPicker label="机构" agencies={[]} chosen={undefined} onChoose={onChoose} />;
  }
  return (
    <View>
      <Answered answer={answer} wayOn={{ label: '重试', run: answer.retry }}>
        {({ agencies }) => {
          const all = everyAgency === undefined ? [] : [{ id: everyAgency, shortName: '全部机构' }];
          return <AgencyPicker label="机构" agencies={[...agencies, ...all]} chosen={chosen} onChoose={onChoose} />;
        }}
      </Answered>
    </View>
  );
}
