export default definePageConfig({ navigationBarTitleText: '粘贴通报' });
