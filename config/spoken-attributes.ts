/** What a screen reader is told of a component; Taro's templates leave these out unless they are named here. */
const SPOKEN = { 'aria-role': '', 'aria-label': '' };

export const SPOKEN_ATTRIBUTES = {
  View: { ...SPOKEN },
  Text: { ...SPOKEN },
  Image: { ...SPOKEN },
  Button: { ...SPOKEN },
  Textarea: { ...SPOKEN },
  Picker: { ...SPOKEN },
};
