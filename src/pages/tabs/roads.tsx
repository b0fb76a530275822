import { Screen } from '#components/screen';
import { StatePanel } from '#components/state-panel';

export default function RoadsTab() {
  return (
    <Screen>
      <StatePanel
        sign="empty"
        title="路况功能正在建设"
        hint="上线后，这里会按您的路线显示封闭、施工和事故，并注明数据时间。"
      />
    </Screen>
  );
}
