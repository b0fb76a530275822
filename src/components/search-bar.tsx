import { Textarea, View } from '@tarojs/components';
import { useState } from 'react';
import { DrivingGuard } from './driving-guard.tsx';
import './search-bar.scss';

interface Props {
  placeholder: string;
  /** What it says at first. To say something else give it another key: a field that is told its own text while somebody types loses some of it. */
  initial?: string;
  maxLength: number;
  /** With every character. */
  onType?(text: string): void;
  onSearch(text: string): void;
  /** Says how to switch the guard on that asks who drives to stop, where the location is not allowed yet. */
  offersGuard?: boolean;
}

/** One line, whatever was pasted. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * One line to type into, and the way to search. It is a text area of one line: Taro 4.2.1 minifies the template of an
 * input into one that WeChat can't read (html-minifier drops the end tag of every `<input>`).
 */
export function SearchBar({ placeholder, initial = '', maxLength, onType, onSearch, offersGuard = false }: Props) {
  const [typed, setTyped] = useState(initial);
  return (
    <>
      <View className="search-bar">
        <Textarea
          className="search-bar__field"
          confirmType="search"
          showConfirmBar={false}
          disableDefaultPadding
          placeholder={placeholder}
          placeholderClass="search-bar__placeholder"
          ariaLabel={placeholder}
          value={initial}
          maxlength={maxLength}
          onInput={({ detail }) => {
            setTyped(detail.value);
            onType?.(detail.value);
          }}
          onConfirm={({ detail }) => onSearch(oneLine(detail.value))}
        />
        <View className="search-bar__go" ariaRole="button" onClick={() => onSearch(oneLine(typed))}>
          搜索
        </View>
      </View>
      <DrivingGuard isOffered={offersGuard} />
    </>
  );
}
