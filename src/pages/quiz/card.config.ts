export default definePageConfig({
  navigationBarTitleText: '成绩卡',
  // Not to Moments: an own result is nobody else's to open.
  enableShareAppMessage: true,
});
