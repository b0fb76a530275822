export default definePageConfig({
  navigationBarTitleText: '变化过程',
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
