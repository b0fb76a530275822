import { View } from '@tarojs/components';
import type { PublishedPost } from '#contract/news';
import { openPage } from '#platform/navigation';
import { openRelatedQuestions } from './quiz-link.ts';

/** The articles of laws that a post cites, and the questions about them; nothing where it cites none. */
export function ArticleLaws({ laws }: Pick<PublishedPost, 'laws'>) {
  if (laws.length === 0) return null;
  return (
    <View className="article__laws">
      <View className="article__laws-heading">引用法条</View>
      {laws.map(({ law, article, title }) => (
        <View
          key={`${law}#${article}`}
          className="article__law"
          ariaRole="link"
          onClick={() => openPage('/pages/news/law-article', { law, article })}
        >
          {`《${title}》${article}`}
        </View>
      ))}
      <View className="article__law" ariaRole="link" onClick={() => openRelatedQuestions(laws)}>
        做三道相关的题
      </View>
    </View>
  );
}
