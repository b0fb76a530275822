import { View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { roads } from './desk-cloud.ts';
import { recallDuty } from './duty-draft.ts';
import type { KnownRoad } from './duty-form.ts';
import { TextField } from './text-field.tsx';
import './road-field.scss';

/** Milliseconds without a key until the list of roads is asked. */
const PAUSE = 250;
const SHOWN = 5;

/** Roads whose number or name begins so; none while nothing is typed, nor without a network. */
function useSuggestedRoads(text: string): KnownRoad[] {
  const [found, setFound] = useState<{ text: string; list: KnownRoad[] }>({ text: '', list: [] });
  const latest = useRef(text);
  latest.current = text;
  useEffect(() => {
    if (text === '') return;
    const timer = setTimeout(() => {
      roads('listRoads', { text }).then(
        (answer) => latest.current === text && setFound({ text, list: answer.roads.slice(0, SHOWN) }),
        // Without suggestions the number is taken as it is typed.
        () => undefined,
      );
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return text !== '' && found.text === text ? found.list : [];
}

function RoadLine({ road, onChoose }: { road: KnownRoad; onChoose(): void }) {
  return (
    <View className="road-line" ariaRole="button" onClick={onChoose}>
      <View className="road-line__code">{road.code}</View>
      <View className="road-line__name">{road.name ?? ''}</View>
    </View>
  );
}

interface Props {
  text: string;
  road: KnownRoad | undefined;
  onType(text: string): void;
  onChoose(road: KnownRoad): void;
  onClear(): void;
}

/** Which road: the last ones at a tap, any other by its number or name. */
export function RoadField({ text, road, onType, onChoose, onClear }: Props) {
  const [recent] = useState(() => recallDuty().roads);
  const suggested = useSuggestedRoads(road === undefined ? text.trim().slice(0, 20) : '');
  if (road !== undefined) {
    return (
      <View>
        <View className="desk__heading">道路</View>
        <View className="road-line road-line--chosen" ariaRole="button" ariaLabel="更换道路" onClick={onClear}>
          <View className="road-line__code">{road.code}</View>
          <View className="road-line__name">{road.name ?? ''}</View>
          <View className="road-line__change">更换</View>
        </View>
      </View>
    );
  }
  const offered = text.trim() === '' ? recent : suggested;
  return (
    <View>
      <TextField
        label="道路编号或名称"
        initial={text}
        placeholder="G4、318国道、京港澳"
        maxLength={30}
        onType={onType}
      />
      {offered.map((one) => (
        <RoadLine key={one.code} road={one} onChoose={() => onChoose(one)} />
      ))}
    </View>
  );
}
