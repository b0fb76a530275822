export default definePageConfig({
  navigationBarTitleText: '假日出行',
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
