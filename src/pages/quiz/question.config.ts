export default definePageConfig({
  navigationBarTitleText: '题目',
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
