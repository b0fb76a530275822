export default definePageConfig({
  navigationBarTitleText: '路况详情',
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
