import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import { useAnswer } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { Choice } from './choice.tsx';
import { desk } from './desk-cloud.ts';
import { agenciesWith, useMyDesk } from './my-desk.ts';
import { useDeed } from './use-deed.ts';
import './desk.scss';

const RULES = [
  { id: 'optional', name: '编辑可直接发布' },
  { id: 'required', name: '须由另一人审核' },
] as const;

interface Props {
  agency: { id: string; shortName: string };
  review: (typeof RULES)[number]['id'];
  onSaved(): void;
}

function AgencyRules({ agency, review, onSaved }: Props) {
  const { refused, run } = useDeed();
  return (
    <View>
      <Choice
        label={agency.shortName}
        choices={RULES}
        selected={review}
        onSelect={(chosen) =>
          run(async () => {
            await desk('saveAgencySettings', { agencyId: agency.id, review: chosen });
            onSaved();
          })
        }
      />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
    </View>
  );
}

/** How each agency works: whether a second pair of eyes is needed before something is published. */
export function SettingsScreen() {
  const own = useMyDesk();
  const saved = useAnswer('desk-settings', () => desk('listAgencySettings', {}));
  const retryBoth = () => {
    own.retry();
    saved.retry();
  };
  const wayOn = { label: '返回', run: leavePage };
  return (
    <Answered answer={{ ...own, retry: retryBoth }} wayOn={wayOn}>
      {(mine) => (
        <Answered answer={saved} wayOn={wayOn}>
          {({ settings }) => (
            <View className="desk">
              <View className="desk__note">选“须由另一人审核”后，作者本人不能通过自己的稿件。</View>
              {agenciesWith(mine, ['operator']).map((agency) => (
                <AgencyRules
                  key={agency.id}
                  agency={agency}
                  review={settings.find(({ agencyId }) => agencyId === agency.id)?.review ?? 'optional'}
                  onSaved={saved.retry}
                />
              ))}
            </View>
          )}
        </Answered>
      )}
    </Answered>
  );
}
