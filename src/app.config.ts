export default defineAppConfig({
  pages: ['pages/tabs/news', 'pages/tabs/roads', 'pages/tabs/quiz', 'pages/tabs/me'],
  subPackages: [{ root: 'pages/news', pages: ['post'] }],
  preloadRule: { 'pages/tabs/news': { network: 'all', packages: ['pages/news'] } },
  lazyCodeLoading: 'requiredComponents',
  darkmode: true,
  themeLocation: 'theme.json',
  window: {
    navigationBarTitleText: '交通安全微发布',
    navigationBarBackgroundColor: '@navigationBackground',
    navigationBarTextStyle: '@navigationText' as 'white',
    backgroundColor: '@background',
    backgroundTextStyle: '@backgroundText' as 'dark',
  },
  tabBar: {
    color: '@tabText',
    selectedColor: '@tabSelected',
    backgroundColor: '@tabBackground',
    borderStyle: '@tabBorder' as 'black',
    list: [
      { pagePath: 'pages/tabs/news', text: '资讯' },
      { pagePath: 'pages/tabs/roads', text: '路况' },
      { pagePath: 'pages/tabs/quiz', text: '答题' },
      { pagePath: 'pages/tabs/me', text: '我的' },
    ],
  },
});
