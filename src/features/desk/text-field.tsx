import { View } from '@tarojs/components';
import { TextBox } from '#components/text-box';
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

/** A labelled field. */
export function TextField({ label, initial = '', placeholder = '', maxLength, lines = 1, hint, onType }: Props) {
  return (
    <View className="field">
      <View className="field__label">{label}</View>
      <TextBox
        label={label}
        placeholder={placeholder}
        initial={initial}
        lines={lines}
        maxLength={maxLength}
        onType={onType}
      />
      {hint !== undefined && <View className="field__hint">{hint}</View>}
    </View>
  );
}
