import { Picker, View } from '@tarojs/components';
import { useState } from 'react';
import { Chips } from '#components/chips';
import { WideButton } from '#components/wide-button';
import { PROVINCES, provinceName } from '#domain/provinces';
import type { RouteLeg } from '#domain/road-route';
import { regionsOfLeg } from '#domain/route-regions';
import { type KeptRoute, LONGEST_ROUTE_NAME, lackOf, MOST_LEGS, MOST_REGIONS, turnedRound } from '#domain/saved-route';
import { leavePage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { RouteField } from './route-field.tsx';
import { RouteLegForm } from './route-leg-form.tsx';
import { RoutePointForm } from './route-point-form.tsx';
import { removeRoute, savedRoutes, saveRoute } from './route-store.ts';
import { LACK_WORDS, legWords } from './route-words.ts';
import './route-list.scss';
import './route-edit.scss';

type Draft = Pick<KeptRoute, 'name' | 'legs' | 'regions'>;

const EMPTY: Draft = { name: '', legs: [], regions: [] };

/** No two routes of a phone are made in the same millisecond. */
function newId(): string {
  return Date.now().toString(36);
}

function LegList({ legs, onChange }: { legs: readonly RouteLeg[]; onChange(legs: RouteLeg[]): void }) {
  return (
    <View>
      {legs.map((leg, at) => (
        // A leg has no name of its own: its place in the list is what it is.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <View key={at} className="leg">
          <View className="leg__order">{at + 1}</View>
          <View className="leg__words">{legWords(leg)}</View>
          <View
            className="leg__remove"
            ariaRole="button"
            ariaLabel={`删除第 ${at + 1} 段`}
            onClick={() => onChange(legs.filter((_, other) => other !== at))}
          >
            删除
          </View>
        </View>
      ))}
      {legs.length > 0 && (
        <View className="leg__turn" ariaRole="button" onClick={() => onChange(turnedRound(legs))}>
          换成返程方向
        </View>
      )}
    </View>
  );
}

function Regions({ regions, onChange }: { regions: readonly string[]; onChange(regions: string[]): void }) {
  const left = PROVINCES.filter(({ adcode }) => !regions.includes(adcode));
  return (
    <>
      <View className="route-edit__heading">经过的省份</View>
      <View className="route-edit__hint">按道路猜的，可能偏多；点一下可以去掉。只有这些省份会发给服务器。</View>
      <Chips
        choices={regions.map((adcode) => ({ id: adcode, name: `${provinceName(adcode)} ×` }))}
        onSelect={(gone) => onChange(regions.filter((adcode) => adcode !== gone))}
      />
      {regions.length < MOST_REGIONS && (
        <Picker
          mode="selector"
          range={left.map(({ name }) => name)}
          onChange={({ detail }) => {
            const chosen = left[Number(detail.value)];
            if (chosen) onChange([...regions, chosen.adcode]);
          }}
        >
          <View className="route-edit__more" ariaRole="button">
            添加省份
          </View>
        </Picker>
      )}
    </>
  );
}

const WAYS = [
  { id: 'road', name: '按道路编号' },
  { id: 'points', name: '在地图上选' },
] as const;

/**
 * A leg by its road or by points; the map comes only when it is asked for. Flat: Taro draws what lies deeper than eight levels by
 * another, dearer way.
 */
function LegForms({ region, onAdd }: { region: string; onAdd(leg: RouteLeg): void }) {
  const [way, setWay] = useState<(typeof WAYS)[number]['id']>('road');
  return (
    <>
      <Chips choices={WAYS} selected={way} onSelect={setWay} />
      {way === 'road' ? <RouteLegForm onAdd={onAdd} /> : <RoutePointForm region={region} onAdd={onAdd} />}
    </>
  );
}

/** Makes a route, or changes one. */
export function RouteEdit({ id }: { id?: string | undefined }) {
  const [known] = useState(() => savedRoutes().find((route) => route.id === id));
  const [draft, setDraft] = useState<Draft>(known ?? EMPTY);
  /** Whether the way out of the phone has been tapped once. */
  const [isLeaving, setIsLeaving] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const add = (leg: RouteLeg) =>
    setDraft(({ name, legs, regions }) => ({
      name,
      legs: [...legs, leg].slice(0, MOST_LEGS),
      regions: [...new Set([...regions, ...regionsOfLeg(leg)])].slice(0, MOST_REGIONS),
    }));
  const save = () => {
    const lack = lackOf(draft);
    if (lack !== undefined) {
      sayBriefly(LACK_WORDS[lack]);
      return;
    }
    const { name, legs, regions } = draft;
    const route = { id: known?.id ?? newId(), name: name.trim(), legs, regions, savedAt: new Date().toISOString() };
    if (saveRoute(route)) leavePage();
    else sayBriefly('手机存储空间不足，没有保存');
  };
  const remove = () => {
    if (known === undefined) return;
    if (!isLeaving) {
      setIsLeaving(true);
      return;
    }
    removeRoute(known);
    leavePage();
  };
  return (
    <View className="route-edit">
      <View className="route-edit__part">
        <RouteField
          label="名字"
          placeholder="如 回家"
          initial={draft.name}
          maxLength={LONGEST_ROUTE_NAME}
          onType={(name) => change({ name })}
        />
      </View>
      <View className="route-edit__heading">按行驶顺序的路段</View>
      <View className="route-edit__part">
        <LegList legs={draft.legs} onChange={(legs) => change({ legs })} />
        {draft.legs.length < MOST_LEGS && <LegForms region={draft.regions[0] ?? ''} onAdd={add} />}
      </View>
      <Regions regions={draft.regions} onChange={(regions) => change({ regions })} />
      <View className="routes__create">
        <WideButton onClick={save}>保存路线</WideButton>
      </View>
      {known !== undefined && (
        <View className="route-edit__remove" ariaRole="button" onClick={remove}>
          {isLeaving ? '再点一次，删除这条路线' : '删除这条路线'}
        </View>
      )}
      <View className="routes__promise">路线只存在这部手机上，不会上传，也不会随分享发出去。</View>
    </View>
  );
}
