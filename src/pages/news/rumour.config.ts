export default definePageConfig({
  navigationBarTitleText: '辟谣查证',
  onReachBottomDistance: 300,
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
