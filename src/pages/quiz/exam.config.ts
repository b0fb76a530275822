export default definePageConfig({
  navigationBarTitleText: '模拟考试',
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
