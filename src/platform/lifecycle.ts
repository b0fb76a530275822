/** The page and app events that screens live by. */
export { useDidShow, useLaunch, usePullDownRefresh, useReachBottom, useRouter } from '@tarojs/taro';
