import { View } from '@tarojs/components';
import type { PublishedPost } from '#contract/news';
import { useSpeech } from '#platform/speech';
import { spokenArticle } from './spoken-article.ts';

/** Reads the article aloud, where the phone has a voice. */
export function Listen({ post }: { post: PublishedPost }) {
  const { canSpeak, isSpeaking, toggle } = useSpeech();
  if (!canSpeak) return null;
  return (
    <View className="article__listen" ariaRole="button" onClick={() => toggle(() => spokenArticle(post))}>
      {isSpeaking ? '停止朗读' : '听全文'}
    </View>
  );
}
