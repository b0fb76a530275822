import { View } from '@tarojs/components';
import type { BannerView } from '#contract/news';
import { isBannerDue } from '#domain/banner';
import { useKeptValue } from '#platform/kept-value';
import { openPage } from '#platform/navigation';
import './emergency-banner.scss';

/** The site-wide emergency notice, until it is over or the driver has put it away; a changed one is shown again. */
export function EmergencyBanner({ banner }: { banner: BannerView | undefined }) {
  const [dismissed, dismiss] = useKeptValue('banner-dismissed', '');
  if (banner === undefined) return null;
  const { postId, ...notice } = banner;
  const { id, revision, text } = notice;
  if (!isBannerDue(notice, new Date()) || dismissed === `${id}:${revision}`) return null;
  return (
    <View className="banner" ariaRole="alert">
      <View className="banner__sign" />
      <View
        className="banner__words"
        {...(postId !== undefined && { onClick: () => openPage('/pages/news/post', { id: postId }) })}
      >
        <View className="banner__text">{text}</View>
        {postId !== undefined && <View className="banner__more">查看详情</View>}
      </View>
      <View
        className="banner__close"
        ariaRole="button"
        ariaLabel="关闭这条紧急提示"
        onClick={() => dismiss(`${id}:${revision}`)}
      >
        ×
      </View>
    </View>
  );
}
