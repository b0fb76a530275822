export default definePageConfig({ navigationBarTitleText: '存疑文字' });
