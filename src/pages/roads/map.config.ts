export default definePageConfig({
  navigationBarTitleText: '路况地图',
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
