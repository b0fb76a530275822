export default definePageConfig({ navigationBarTitleText: '来源与路况源' });
