// Taro's babel preset; webpack5-runner reads it by this name.
module.exports = {
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        useBuiltIns: false,
        // The oldest engines that WeChat's base library still runs on; older syntax costs 20 KB of the main package.
        targets: { ios: '12', chrome: '78' },
      },
    ],
  ],
};
