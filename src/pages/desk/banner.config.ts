export default definePageConfig({ navigationBarTitleText: '应急横幅' });
