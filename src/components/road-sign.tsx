import { View } from '@tarojs/components';
import './road-sign.scss';

/** Kinds of signs that every driver reads without words (GB 5768.2). */
export type Sign = 'ban' | 'warning' | 'works' | 'info';

/** A small road sign before a line: its shape says the kind, its colour repeats it. The words beside it say all of it. */
export function RoadSign({ sign }: { sign: Sign }) {
  return <View className={`sign sign--${sign}`} />;
}
