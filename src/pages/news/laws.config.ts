export default definePageConfig({
  navigationBarTitleText: '法律法规',
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
