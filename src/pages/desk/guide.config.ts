export default definePageConfig({ navigationBarTitleText: '假期出行指南' });
