export default definePageConfig({
  navigationBarTitleText: '你问我答',
  enablePullDownRefresh: true,
  onReachBottomDistance: 300,
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
