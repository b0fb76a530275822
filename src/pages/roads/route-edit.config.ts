export default definePageConfig({ navigationBarTitleText: '编辑路线' });
