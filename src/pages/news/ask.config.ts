export default definePageConfig({ navigationBarTitleText: '提问和建议' });
