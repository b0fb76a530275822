import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { DraftPreview } from '#features/desk/draft-preview';
import { ArticleBody } from '#features/news/article-body';
import { usePageQuery } from '#platform/page-query';
import '../../features/news/article.scss';

export default function DeskPreviewPage() {
  const { id = '' } = usePageQuery();
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <DraftPreview
        id={id}
        body={({ blocks, pictureBase }) => <ArticleBody blocks={blocks} pictureBase={pictureBase} />}
      />
    </Screen>
  );
}
