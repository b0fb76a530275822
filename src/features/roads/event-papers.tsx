import { View } from '@tarojs/components';
import { CopiedAddress } from '#components/copied-address';
import type { RoadEventPage } from '#contract/roads';

function Paper({ title, url }: { title: string; url: string }) {
  return (
    <CopiedAddress className="event-page__link" label={`${title}，点按复制网址`} address={url}>
      {`${title} · 复制网址`}
    </CopiedAddress>
  );
}

/** What belongs to an event elsewhere: its attachments, and its page at its source. A mini program opens no pages of others. */
export function EventPapers({ event }: { event: RoadEventPage }) {
  const { attachments, source } = event;
  return (
    <View>
      {attachments.map(({ url, title }, at) => (
        <Paper key={url} url={url} title={title ?? `附件${at + 1}`} />
      ))}
      {source.url !== undefined && <Paper url={source.url} title="来源页面" />}
    </View>
  );
}
