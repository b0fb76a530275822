export default definePageConfig({
  navigationBarTitleText: '好友挑战',
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
