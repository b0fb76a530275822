export default definePageConfig({ navigationBarTitleText: '沿途路况', enablePullDownRefresh: true });
