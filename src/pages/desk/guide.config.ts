export default definePageConfig({ navigationBarTitleText: '假日出行提示' });
