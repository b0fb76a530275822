export default definePageConfig({
  navigationBarTitleText: '交通安全微发布',
  enablePullDownRefresh: true,
  onReachBottomDistance: 300,
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
