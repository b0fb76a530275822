export default definePageConfig({
  navigationBarTitleText: '微发布大厅',
  enablePullDownRefresh: true,
  onReachBottomDistance: 300,
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
