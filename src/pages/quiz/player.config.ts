export default definePageConfig({ navigationBarTitleText: '我的昵称' });
