export default definePageConfig({
  navigationBarTitleText: '查路况',
  enablePullDownRefresh: true,
  onReachBottomDistance: 300,
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
