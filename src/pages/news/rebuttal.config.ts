export default definePageConfig({
  navigationBarTitleText: '辟谣',
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
