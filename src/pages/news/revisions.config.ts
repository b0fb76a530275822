export default definePageConfig({
  navigationBarTitleText: '修订记录',
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
