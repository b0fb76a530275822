import { Screen } from '#components/screen';
import { StatePanel } from '#components/state-panel';

export default function MeTab() {
  return (
    <Screen>
      <StatePanel sign="empty" title="个人中心正在建设" hint="上线后，这里有您的收藏、关注和设置。" />
    </Screen>
  );
}
