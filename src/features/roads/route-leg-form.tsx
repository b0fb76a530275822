import { View } from '@tarojs/components';
import { useState } from 'react';
import { Chips } from '#components/chips';
import { WideButton } from '#components/wide-button';
import type { RouteLeg } from '#domain/road-route';
import { useAnswer } from '#platform/answer';
import { sayBriefly } from '#platform/toast';
import { roads } from './roads-cloud.ts';
import { RouteField } from './route-field.tsx';
import { LEG_PROBLEM_WORDS, type LegFields, readLeg, suggestRoads } from './route-roads.ts';

const DIRECTIONS = [
  { id: 'n', name: '向北' },
  { id: 'e', name: '向东' },
  { id: 's', name: '向南' },
  { id: 'w', name: '向西' },
] as const;

const EMPTY: LegFields = { road: '', from: '', to: '' };

const ROAD = { field: 'road', label: '道路', placeholder: '如 G72、泉南高速', maxLength: 20 } as const;

const STAKES = [
  { field: 'from', label: '从桩号', placeholder: '如 K1400，可不写', maxLength: 14 },
  { field: 'to', label: '到桩号', placeholder: '如 K1470+500', maxLength: 14 },
] as const;

/** A stretch of a road, typed. All roads are asked for at once and looked through here: what is typed stays on the phone. */
export function RouteLegForm({ onAdd }: { onAdd(leg: RouteLeg): void }) {
  const { data } = useAnswer('roads', () => roads('listRoads', {}));
  const known = data?.roads ?? [];
  const [fields, setFields] = useState(EMPTY);
  // A field takes another text only under another key.
  const [round, setRound] = useState(0);
  const suggested = suggestRoads(known, fields.road).filter(({ code }) => code !== fields.road);
  const change = (part: Partial<LegFields>) => setFields((before) => ({ ...before, ...part }));
  const choose = (road: string) => {
    change({ road });
    setRound(round + 1);
  };
  const add = () => {
    const leg = readLeg(known, fields);
    if (typeof leg === 'string') {
      sayBriefly(LEG_PROBLEM_WORDS[leg]);
      return;
    }
    onAdd(leg);
    setFields(EMPTY);
    setRound(round + 1);
  };
  const line = ({ field, ...says }: typeof ROAD | (typeof STAKES)[number]) => (
    <RouteField
      key={`${field}-${round}`}
      {...says}
      initial={fields[field]}
      onType={(text) => change({ [field]: text })}
    />
  );
  return (
    <View className="leg-form">
      {line(ROAD)}
      {suggested.length > 0 && (
        <Chips choices={suggested.map(({ code, name }) => ({ id: code, name: `${code} ${name}` }))} onSelect={choose} />
      )}
      {STAKES.map(line)}
      <View className="leg-form__direction">行驶方向（写了桩号可以不选）</View>
      <Chips
        choices={DIRECTIONS}
        selected={fields.direction}
        onSelect={(direction) => change({ direction: direction === fields.direction ? undefined : direction })}
      />
      <WideButton kind="quiet" onClick={add}>
        添加这段路
      </WideButton>
    </View>
  );
}
