export default definePageConfig({ navigationBarTitleText: '值班发布' });
