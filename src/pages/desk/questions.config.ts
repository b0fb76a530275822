export default definePageConfig({ navigationBarTitleText: '题库审核' });
