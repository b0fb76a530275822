export default definePageConfig({ navigationBarTitleText: '机构设置' });
