import { Textarea, View } from '@tarojs/components';
import './route-field.scss';

interface Props {
  label: string;
  placeholder: string;
  /** What it says at first. To say something else give it another key. */
  initial?: string;
  maxLength: number;
  onType(text: string): void;
}

/** A labelled line to type into; a text area of one line, see `SearchBar`. */
export function RouteField({ label, placeholder, initial = '', maxLength, onType }: Props) {
  return (
    <View className="route-field">
      <View className="route-field__label">{label}</View>
      <Textarea
        className="route-field__text"
        showConfirmBar={false}
        disableDefaultPadding
        placeholder={placeholder}
        placeholderClass="route-field__placeholder"
        ariaLabel={label}
        value={initial}
        maxlength={maxLength}
        onInput={({ detail }) => onType(detail.value.replace(/\s+/g, ' '))}
      />
    </View>
  );
}
