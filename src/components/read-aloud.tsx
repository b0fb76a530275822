import { View } from '@tarojs/components';
import { useSpeech } from '#platform/speech';
import './read-aloud.scss';

/** One tap reads aloud, the next stops; nothing where this phone has no voice. */
export function ReadAloud({ text }: { text(): string }) {
  const { canSpeak, isSpeaking, toggle } = useSpeech();
  if (!canSpeak) return null;
  return (
    <View
      className={isSpeaking ? 'read-aloud read-aloud--on' : 'read-aloud'}
      ariaRole="button"
      onClick={() => toggle(text)}
    >
      {isSpeaking ? '停止朗读' : '朗读'}
    </View>
  );
}
