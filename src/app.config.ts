/** Icons of a tab: the product's by day and by night, from theme.json; the preview knows none and its page darkens them. */
const tabIcons = (name: string) =>
  process.env.TARO_ENV === 'weapp'
    ? { iconPath: `@${name}Icon`, selectedIconPath: `@${name}IconOn` }
    : { iconPath: `assets/tab/${name}.png`, selectedIconPath: `assets/tab/${name}-on.png` };

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
      pages: [
        'home',
        'access',
        'duty',
        'duty-event',
        'duty-notice',
        'drafts',
        'draft',
        'preview',
        'posts',
        'staff',
        'settings',
        'audit',
        'inquiries',
        'doubtful',
        'banner',
        'reports',
        'questions',
        'feeds',
        'numbers',
        'health',
        'bank',
        'rebuttals',
        'laws',
        'guide',
      ],
    },
    {
      root: 'pages/roads',
      pages: [
        'event',
        'history',
        'map',
        'nearby',
        'find',
        'guides',
        'guide',
        'routes',
        'route',
        'route-edit',
        'alerts',
      ],
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
    { root: 'pages/me', pages: ['settings', 'my-data', 'about', 'privacy'] },
  ],
  preloadRule: {
    'pages/tabs/news': { network: 'all', packages: ['pages/news'] },
    'pages/tabs/roads': { network: 'all', packages: ['pages/roads'] },
    'pages/tabs/quiz': { network: 'all', packages: ['pages/quiz'] },
    'pages/tabs/me': { network: 'all', packages: ['pages/me'] },
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
        ...tabIcons('news'),
      },
      {
        pagePath: 'pages/tabs/roads',
        text: '路况',
        ...tabIcons('roads'),
      },
      {
        pagePath: 'pages/tabs/quiz',
        text: '答题',
        ...tabIcons('quiz'),
      },
      {
        pagePath: 'pages/tabs/me',
        text: '我的',
        ...tabIcons('me'),
      },
    ],
  },
});
