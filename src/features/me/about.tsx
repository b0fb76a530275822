import { View } from '@tarojs/components';
import { LinkRows } from '#components/link-rows';
import { appVersion } from '#platform/app-info';
import { dial } from '#platform/phone-call';
import './me.scss';

/** Official numbers, the same in all of mainland China. */
const NUMBERS = [
  { number: '122', says: '交通事故报警' },
  { number: '12123', says: '交管业务咨询与投诉' },
] as const;

const SOURCES = [
  { title: '资讯', says: '来自各级交警机构的微信公众号、微博和订阅源，每篇注明机构与时间；同一则通知只出现一次。' },
  {
    title: '路况',
    says: '来自交警的现场发布和接入的数据源，每条注明来源和更新时间。没有数据时会直接说明，不等于道路畅通。',
  },
  { title: '法规与题库', says: '法规条文为公开文本的摘要，以正式公布的文本为准；题目注明依据的条款。' },
  { title: '示例', says: '标有“示例”的机构、消息和路况均为演示内容，不是真实通告。' },
] as const;

/** What this is, where it comes from, and whom to call. */
export function About() {
  return (
    <>
      <View className="me-part">
        <View className="me-part__title">交通安全微发布</View>
        <View className="me-part__text">交警的权威发布、路况、法规和安全知识，都在这里。</View>
        <View className="me-part__hint">{`版本 ${appVersion()}`}</View>
      </View>
      <View className="me-part">
        <View className="me-part__title">官方电话</View>
        <View className="me-part__hint">
          遇到事故先撤到安全地带，再打电话。办理违法、驾驶证和车辆业务用“交管12123”应用。
        </View>
      </View>
      {NUMBERS.map(({ number, says }) => (
        <View
          key={number}
          className="me-number"
          hoverClass="me-number--pressed"
          ariaRole="button"
          ariaLabel={`拨打${number}，${says}`}
          onClick={() => dial(number)}
        >
          <View className="me-number__digits">{number}</View>
          <View className="me-number__says">{says}</View>
        </View>
      ))}
      <LinkRows rows={[{ page: 'news/ask', name: '意见反馈', says: '提问、建议' }]} />
      <LinkRows rows={[{ page: 'desk/home', name: '工作人员入口', says: '交警申请与使用工作台' }]} />
      {SOURCES.map(({ title, says }) => (
        <View key={title} className="me-part">
          <View className="me-part__title">{title}</View>
          <View className="me-part__text">{says}</View>
        </View>
      ))}
    </>
  );
}
