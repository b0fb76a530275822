import { Button, View } from '@tarojs/components';
import './article-actions.scss';

/** What a reader may do with an article at its end. */
export function ArticleActions() {
  return (
    <View className="actions">
      <Button className="actions__action actions__action--share" openType="share">
        转发给朋友
      </Button>
    </View>
  );
}
