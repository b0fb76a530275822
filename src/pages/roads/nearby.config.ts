export default definePageConfig({
  navigationBarTitleText: '附近路况',
  enablePullDownRefresh: true,

  enableShareAppMessage: true,
  enableShareTimeline: true,
});
