import { View } from '@tarojs/components';
import type { RoadEventPage } from '#contract/roads';
import { copyText } from '#platform/media';
import { sayBriefly } from '#platform/toast';

function Paper({ title, url }: { title: string; url: string }) {
  const copy = () =>
    copyText(url).then(
      () => sayBriefly('网址已复制，请在浏览器中打开'),
      () => sayBriefly('复制失败，请稍后再试'),
    );
  return (
    <View className="event-page__link" ariaRole="button" ariaLabel={`${title}，点按复制网址`} onClick={copy}>
      {`${title} · 复制网址`}
    </View>
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
