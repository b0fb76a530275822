import Taro from '@tarojs/taro';
import { hasAbility } from './ability';

/**
 * WeChat fetches a newer version while the old one runs. When it lies ready the driver is asked once whether to restart
 * into it; without an answer it comes with the next cold start.
 */
export function watchForUpdates(): void {
  if (!hasAbility('getUpdateManager')) return;
  const manager = Taro.getUpdateManager();
  manager.onUpdateReady(async () => {
    const { confirm } = await Taro.showModal({
      title: '新版本已就绪',
      content: '重新打开小程序即可使用，正在看的内容会保留在手机上。',
      confirmText: '重新打开',
      cancelText: '稍后',
    });
    if (confirm) manager.applyUpdate();
  });
}
