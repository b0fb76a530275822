export default defineAppConfig({
  pages: ['pages/tabs/news', 'pages/tabs/roads', 'pages/tabs/quiz', 'pages/tabs/me'],
  subPackages: [
    {
      root: 'pages/news',
      pages: [
        'post',
        'hall',
        'agency',
        'search',
        'rumour',
        'rebuttal',
        'laws',
        'law',
        'law-article',
        'revisions',
        'poster',
        'answers',
        'ask',
        'my-questions',
        'history',
        'favourites',
      ],
    },
    {
      root: 'pages/desk',
      pages: ['home', 'access', 'duty', 'duty-event', 'duty-notice', 'drafts', 'draft', 'preview', 'posts'],
    },
    {
      root: 'pages/roads',
      pages: ['event', 'history', 'map', 'nearby', 'find', 'guides', 'guide', 'routes', 'route', 'route-edit'],
    },
    {
      root: 'pages/quiz',
      pages: [
        'practice',
        'exam',
        'review',
        'question',
        'related',
        'records',
        'record',
        'card',
        'challenge',
        'ranking',
        'player',
        'reports',
      ],
    },
  ],
  preloadRule: {
    'pages/tabs/news': { network: 'all', packages: ['pages/news'] },
    'pages/tabs/roads': { network: 'all', packages: ['pages/roads'] },
    'pages/tabs/quiz': { network: 'all', packages: ['pages/quiz'] },
  },
  // WeChat's own voice (微信同声传译). A plugin that the account has not been granted fails the upload, so a deployment asks for it.
  ...(process.env.SPEECH_PLUGIN === 'on' && {
    plugins: { WechatSI: { version: '0.3.5', provider: 'wx069ba97219f66d99' } },
  }),
  // The precise location, since only it tells a speed; what leaves the phone is rounded to a kilometre.
  requiredPrivateInfos: ['getLocation', 'startLocationUpdate', 'onLocationChange'],
  permission: { 'scope.userLocation': { desc: '用于查看您附近的路况，并在行车时提醒您停车后再输入' } },
  lazyCodeLoading: 'requiredComponents',
  sitemapLocation: 'sitemap.json',
  darkmode: true,
  themeLocation: 'theme.json',
  window: {
    // WeChat's default; said because the H5 preview draws its bar only when it is.
    navigationStyle: 'default',
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
      {
        pagePath: 'pages/tabs/news',
        text: '资讯',
        iconPath: 'assets/tab/news.png',
        selectedIconPath: 'assets/tab/news-on.png',
      },
      {
        pagePath: 'pages/tabs/roads',
        text: '路况',
        iconPath: 'assets/tab/roads.png',
        selectedIconPath: 'assets/tab/roads-on.png',
      },
      {
        pagePath: 'pages/tabs/quiz',
        text: '答题',
        iconPath: 'assets/tab/quiz.png',
        selectedIconPath: 'assets/tab/quiz-on.png',
      },
      {
        pagePath: 'pages/tabs/me',
        text: '我的',
        iconPath: 'assets/tab/me.png',
        selectedIconPath: 'assets/tab/me-on.png',
      },
    ],
  },
});
