export default definePageConfig({ navigationBarTitleText: '我的路线' });
