import { View } from '@tarojs/components';
import { LinkRows } from '#components/link-rows';
import { WideButton } from '#components/wide-button';
import { hasPrivacyContract, openPrivacyContract } from '#platform/privacy';
import './me.scss';

const USES = [
  {
    title: '匿名编号',
    says: '微信给出的 OPENID，不是您的微信号。用来让收藏、关注和答题记录跟着您换手机。不看姓名、头像和手机号。',
  },
  { title: '位置', says: '只在您点“附近”时读取一次，用来查附近的路况，不保存。拒绝后可以按地区查看。' },
  { title: '相册', says: '只在您保存海报时写入这一张图。拒绝后仍可转发文章。' },
  { title: '剪贴板', says: '只在您点链接或“复制”时写入，从不读取。' },
  { title: '提问的文字和图片', says: '发给受理的交警机构；公开前经过微信的内容安全检测，不公开提问人。' },
  { title: '选中的文件', says: '只有工作人员导入题库时，才读取其在聊天里选中的那一个文件。' },
  { title: '常走路线', says: '只存在这部手机上。查路上的情况时只问沿线地区，不上传路线本身。' },
  { title: '朋友圈里的单页', says: '不登录、不识别身份。' },
] as const;

/** What is known of a driver, why, and what works without it. */
export function Privacy() {
  return (
    <>
      {USES.map(({ title, says }) => (
        <View key={title} className="me-part">
          <View className="me-part__title">{title}</View>
          <View className="me-part__text">{says}</View>
        </View>
      ))}
      <LinkRows rows={[{ page: 'me/my-data', name: '导出或删除我的数据' }]} />
      {hasPrivacyContract() && (
        <View className="me-part">
          <WideButton kind="quiet" onClick={openPrivacyContract}>
            查看隐私保护指引全文
          </WideButton>
        </View>
      )}
    </>
  );
}
