import { View } from '@tarojs/components';
import { TextBox } from '#components/text-box';
import './route-field.scss';

interface Props {
  label: string;
  placeholder: string;
  /** What it says at first. To say something else give it another key. */
  initial?: string;
  maxLength: number;
  onType(text: string): void;
}

/** A labelled line to type into. */
export function RouteField({ label, placeholder, initial = '', maxLength, onType }: Props) {
  return (
    <View className="route-field">
      <View className="route-field__label">{label}</View>
      <View className="route-field__text">
        <TextBox
          isBare
          label={label}
          placeholder={placeholder}
          initial={initial}
          maxLength={maxLength}
          onType={onType}
        />
      </View>
    </View>
  );
}
