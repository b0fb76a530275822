import { Picker, View } from '@tarojs/components';
import { useState } from 'react';
import { Chips } from '#components/chips';
import { WideButton } from '#components/wide-button';
import { PROVINCES, provinceName } from '#domain/provinces';
import { ROAD_EVENT_TYPES } from '#domain/road-event';
import { useAnswer } from '#platform/answer';
import { sayBriefly } from '#platform/toast';
import { type AlertWish, EMPTY_WISH, MOST_PLACES, turned, watchedRoad } from './alert-wish.ts';
import { GRADES } from './alert-words.ts';
import { TYPE_NAMES } from './road-words.ts';
import { roads } from './roads-cloud.ts';
import { RouteField } from './route-field.tsx';
import { suggestRoads } from './route-roads.ts';

const TYPES = ROAD_EVENT_TYPES.map((id) => ({ id, name: TYPE_NAMES[id] }));

const DAYTIME = { from: '07:00', to: '21:00' };

interface PlacesProps {
  wish: AlertWish;
  onChange(part: Partial<AlertWish>): void;
}

function Places({ wish, onChange }: PlacesProps) {
  const { data } = useAnswer('roads', () => roads('listRoads', {}));
  const known = data?.roads ?? [];
  const [typed, setTyped] = useState('');
  // A field takes another text only under another key.
  const [round, setRound] = useState(0);
  const left = PROVINCES.filter(({ adcode }) => !wish.regions.includes(adcode));
  const isFull = wish.regions.length + wish.roads.length >= MOST_PLACES;
  const addRoad = (text: string) => {
    const road = watchedRoad(known, text);
    if (road === null) {
      sayBriefly('请写道路编号或名称，如 G72');
      return;
    }
    if (!wish.roads.includes(road)) onChange({ roads: [...wish.roads, road] });
    setTyped('');
    setRound(round + 1);
  };
  return (
    <View className="alerts__part">
      <Chips
        choices={[
          ...wish.regions.map((adcode) => ({ id: `r${adcode}`, name: `${provinceName(adcode)} ×` })),
          ...wish.roads.map((road) => ({ id: `w${road}`, name: `${road} ×` })),
        ]}
        onSelect={(gone) =>
          onChange({
            regions: wish.regions.filter((adcode) => `r${adcode}` !== gone),
            roads: wish.roads.filter((road) => `w${road}` !== gone),
          })
        }
      />
      {!isFull && (
        <>
          <Picker
            mode="selector"
            range={left.map(({ name }) => name)}
            onChange={({ detail }) => {
              const chosen = left[Number(detail.value)];
              if (chosen) onChange({ regions: [...wish.regions, chosen.adcode] });
            }}
          >
            <View className="alerts__more" ariaRole="button">
              添加省份
            </View>
          </Picker>
          <RouteField key={round} label="道路" placeholder="如 G72、泉南高速" maxLength={20} onType={setTyped} />
          <Chips
            choices={[
              ...suggestRoads(known, typed).map(({ code, name }) => ({ id: code, name: `${code} ${name}` })),
              ...(typed.trim() === '' ? [] : [{ id: typed, name: `添加 ${typed.trim()}` }]),
            ]}
            onSelect={addRoad}
          />
        </>
      )}
    </View>
  );
}

function Hours({ wish: { hours }, onChange }: PlacesProps) {
  const clock = (end: 'from' | 'to', label: string) =>
    hours && (
      <Picker
        mode="time"
        value={hours[end]}
        onChange={({ detail }) => onChange({ hours: { ...hours, [end]: String(detail.value) } })}
      >
        <View className="alerts__clock" ariaRole="button" ariaLabel={`${label} ${hours[end]}，点按更改`}>
          {`${label} ${hours[end]}`}
        </View>
      </Picker>
    );
  return (
    <View className="alerts__part">
      <Chips
        choices={[
          { id: 'always', name: '任何时间' },
          { id: 'some', name: '只在每天这段时间' },
        ]}
        selected={hours === undefined ? 'always' : 'some'}
        onSelect={(id) => onChange({ hours: id === 'always' ? undefined : (hours ?? DAYTIME) })}
      />
      <View className="alerts__clocks">
        {clock('from', '从')}
        {clock('to', '到')}
      </View>
    </View>
  );
}

interface Props {
  isBusy: boolean;
  /** In the tap itself. Whether it was taken: the form is empty again then. */
  onSubscribe(wish: AlertWish): Promise<boolean>;
}

/** What to be told of: places first; the rest has sensible answers already. */
export function AlertForm({ isBusy, onSubscribe }: Props) {
  const [wish, setWish] = useState(EMPTY_WISH);
  const change = (part: Partial<AlertWish>) => setWish((before) => ({ ...before, ...part }));
  const subscribe = () => {
    if (isBusy) return;
    if (wish.regions.length + wish.roads.length === 0) {
      sayBriefly('请先选择省份或道路');
      return;
    }
    void onSubscribe(wish).then((isTaken) => isTaken && setWish(EMPTY_WISH));
  };
  return (
    <View>
      <View className="alerts__heading">关注哪里</View>
      <Places wish={wish} onChange={change} />
      <View className="alerts__heading">多严重才提醒</View>
      <Chips choices={GRADES} selected={wish.least} onSelect={(least) => change({ least })} />
      <View className="alerts__heading">哪些类型（不选就是全部）</View>
      <Chips choices={TYPES} selected={wish.types} onSelect={(type) => change({ types: turned(wish.types, type) })} />
      <View className="alerts__heading">什么时间</View>
      <Hours wish={wish} onChange={change} />
      <View className="alerts__promise">
        要提醒您，服务器需要知道您关注的这些省份和道路：只用来发提醒，取消后立即删除。您保存的路线不会发出去。
      </View>
      <View className="alerts__subscribe">
        <WideButton onClick={subscribe}>{isBusy ? '正在开通…' : '开通，并允许一条提醒'}</WideButton>
      </View>
    </View>
  );
}
