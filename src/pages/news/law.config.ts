export default definePageConfig({
  navigationBarTitleText: '法律法规',
  onReachBottomDistance: 300,
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
