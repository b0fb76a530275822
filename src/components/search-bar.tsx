import { View } from '@tarojs/components';
import { useState } from 'react';
import { DrivingGuard } from './driving-guard.tsx';
import { TextBox } from './text-box.tsx';
import './search-bar.scss';

interface Props {
  placeholder: string;
  /** What it says at first; see `TextBox`. */
  initial?: string;
  maxLength: number;
  /** With every character. */
  onType?(text: string): void;
  onSearch(text: string): void;
  /** Says how to switch the guard on that asks who drives to stop, where the location is not allowed yet. */
  offersGuard?: boolean;
}

/** One line to type into, and the way to search. */
export function SearchBar({ placeholder, initial = '', maxLength, onType, onSearch, offersGuard = false }: Props) {
  const [typed, setTyped] = useState(initial);
  return (
    <>
      <View className="search-bar">
        <TextBox
          className="search-bar__field"
          label={placeholder}
          placeholder={placeholder}
          initial={initial}
          maxLength={maxLength}
          onType={(text) => {
            setTyped(text);
            onType?.(text);
          }}
          onSearch={onSearch}
        />
        <View className="search-bar__go" ariaRole="button" onClick={() => onSearch(typed.trim())}>
          搜索
        </View>
      </View>
      <DrivingGuard isOffered={offersGuard} />
    </>
  );
}
