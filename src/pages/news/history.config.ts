export default definePageConfig({
  navigationBarTitleText: '阅读历史',
  enablePullDownRefresh: true,
  onReachBottomDistance: 300,
});
