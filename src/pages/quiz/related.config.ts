export default definePageConfig({ navigationBarTitleText: '相关题目' });
