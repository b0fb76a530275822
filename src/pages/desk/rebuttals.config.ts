export default definePageConfig({ navigationBarTitleText: '辟谣库' });
