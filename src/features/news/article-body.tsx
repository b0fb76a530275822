import { Image, RichText, Video, View } from '@tarojs/components';
import { memo } from 'react';
import { CopiedAddress } from '#components/copied-address';
import { pictureAddress } from '#domain/picture-address';
import type { PostBlock } from '#domain/post';
import { classTags } from '#domain/rich-text';
import { previewPictures } from '#platform/media';

type BlockOf<K extends PostBlock['kind']> = Extract<PostBlock, { kind: K }>;

/** The box that a picture will fill, so that the text below doesn't jump when it comes. */
function boxOf({ width, height }: BlockOf<'image'>): object {
  return width !== undefined && height !== undefined && width > 0 ? { aspectRatio: `${width} / ${height}` } : {};
}

function Picture({ block, address, all }: { block: BlockOf<'image'>; address: string; all: string[] }) {
  return (
    <View className="article__picture" style={boxOf(block)} ariaLabel={block.alt || '图片'}>
      <Image
        className="article__image"
        src={address}
        mode="widthFix"
        lazyLoad
        onClick={() => previewPictures(address, all)}
      />
      {block.alt !== '' && <View className="article__caption">{block.alt}</View>}
    </View>
  );
}

/** What a mini program can't play or open: the reader takes its address along. */
function Elsewhere({ label, title, address }: { label: string; title: string; address: string }) {
  return (
    <CopiedAddress className="article__link" hoverClass="article__link--pressed" address={address}>
      <View className="article__link-title">{title}</View>
      <View className="article__link-hint">{`${label} · 点按复制网址，到浏览器打开`}</View>
    </CopiedAddress>
  );
}

function Film({ block }: { block: BlockOf<'video'> }) {
  if (block.src !== undefined) {
    return <Video className="article__video" src={block.src} title={block.title} poster={block.poster ?? ''} />;
  }
  return block.page === undefined ? null : <Elsewhere label="视频" title={block.title} address={block.page} />;
}

interface Props {
  blocks: readonly PostBlock[];
  pictureBase: string;
}

export const ArticleBody = memo(function ArticleBody({ blocks, pictureBase }: Props) {
  const pictures = blocks.flatMap((block) =>
    block.kind === 'image' ? (pictureAddress(block.src, pictureBase) ?? []) : [],
  );
  return (
    <View className="article__body">
      {blocks.map((block, at) => {
        // A body never changes its order while it is shown: a new revision is a new list.
        const key = `${at}-${block.kind}`;
        if (block.kind === 'text')
          return <RichText key={key} className="article__text" nodes={classTags(block.html)} />;
        if (block.kind === 'image') {
          const address = pictureAddress(block.src, pictureBase);
          return address === undefined ? null : <Picture key={key} block={block} address={address} all={pictures} />;
        }
        if (block.kind === 'video') return <Film key={key} block={block} />;
        if (block.kind === 'link') return <Elsewhere key={key} label="链接" title={block.text} address={block.href} />;
        const listen = block.src ?? block.page;
        return listen === undefined ? null : <Elsewhere key={key} label="音频" title={block.title} address={listen} />;
      })}
    </View>
  );
});
