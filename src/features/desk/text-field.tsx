import { Textarea, View } from '@tarojs/components';
import './text-field.scss';

interface Props {
  label: string;
  /** What it says at first. To say something else give the field another key: what is typed stays with the field. */
  initial?: string;
  placeholder?: string;
  maxLength: number;
  /** More than one line makes a text area of that height; 1 by default. */
  lines?: number;
  hint?: string | undefined;
  onType(text: string): void;
}

/** A labelled field. A single line is a text area, too: see `SearchBar`. */
export function TextField({ label, initial = '', placeholder = '', maxLength, lines = 1, hint, onType }: Props) {
  return (
    <View className="field">
      <View className="field__label">{label}</View>
      <Textarea
        className="field__text"
        style={{ height: `calc(20px + ${lines * 24}px * var(--font-scale))` }}
        disableDefaultPadding
        showConfirmBar={lines > 1}
        placeholder={placeholder}
        placeholderClass="field__placeholder"
        ariaLabel={label}
        value={initial}
        maxlength={maxLength}
        onInput={({ detail }) => onType(lines === 1 ? detail.value.replace(/\s+/g, ' ') : detail.value)}
      />
      {hint !== undefined && <View className="field__hint">{hint}</View>}
    </View>
  );
}
