import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { DraftPreview } from '#features/desk/draft-preview';
import { ArticleBody } from '#features/news/article-body';
import { ArticleLaws } from '#features/news/article-laws';
import { PostCard } from '#features/news/post-list';
import { usePageQuery } from '#platform/page-query';
import '../../features/news/article.scss';

export default function DeskPreviewPage() {
  const { id = '' } = usePageQuery();
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <DraftPreview
        id={id}
        card={(preview) => {
          const now = new Date();
          const post = { ...preview, publishedAt: now.toISOString() };
          return <PostCard post={post} pictureBase={preview.pictureBase} now={now} />;
        }}
        body={({ blocks, pictureBase, laws }) => (
          <>
            <ArticleBody blocks={blocks} pictureBase={pictureBase} />
            <ArticleLaws laws={laws} />
          </>
        )}
      />
    </Screen>
  );
}
