import { Textarea } from '@tarojs/components';
import { useMemo, useRef } from 'react';
import './text-box.scss';

interface Props {
  /** The owner's name for it, beside `text-box`. */
  className?: string;
  /** What it is for, to whoever can't see it. */
  label: string;
  placeholder?: string;
  /** What it says at first. To say something else give it another key: a field that is told its own text while somebody types loses some of it. */
  initial?: string;
  maxLength: number;
  /** How many lines it shows; one that shows a single line gives its text as one. */
  lines?: number;
  /** Stands in a row of its own line, so without a ground. */
  isBare?: boolean;
  onType(text: string): void;
  /** The keyboard's own key says 搜索, and does. */
  onSearch?: (text: string) => void;
}

/** One line, whatever was pasted. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/**
 * Where something is typed; the one look of a field. A single line is a text area, too: Taro 4.2.1 minifies the template of an
 * input into one that WeChat can't read (html-minifier drops the end tag of every `<input>`).
 */
export function TextBox({
  className = '',
  label,
  placeholder = '',
  initial = '',
  maxLength,
  lines = 1,
  isBare = false,
  onType,
  onSearch,
}: Props) {
  const typed = useRef(initial);
  const latest = useRef({ onType, onSearch });
  latest.current = { onType, onSearch };
  const isSearch = onSearch !== undefined;
  // Given `value`, Taro's text area on H5 says it again after each key, and throws away what was typed: its first words are
  // all that it is told. Drawn again only when it looks different.
  return useMemo(
    () => (
      <Textarea
        className={`text-box ${isBare ? 'text-box--bare ' : ''}${className}`}
        style={{ height: `calc(20px + ${lines * 24}px * var(--font-scale))` }}
        disableDefaultPadding
        showConfirmBar={lines > 1}
        placeholder={placeholder}
        placeholderClass="text-box__placeholder"
        ariaLabel={label}
        defaultValue={typed.current}
        maxlength={maxLength}
        onInput={({ detail }) => {
          typed.current = detail.value;
          latest.current.onType(lines === 1 ? oneLine(detail.value) : detail.value);
        }}
        {...(isSearch && {
          confirmType: 'search' as const,
          onConfirm: ({ detail }: { detail: { value: string } }) =>
            latest.current.onSearch?.(oneLine(detail.value).trim()),
        })}
      />
    ),
    [className, label, placeholder, maxLength, lines, isBare, isSearch],
  );
}
