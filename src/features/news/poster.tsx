import { Canvas, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { Answered } from '#components/answered';
import { SavePicture } from '#components/save-picture';
import { StatePanel } from '#components/state-panel';
import type { PublishedPost } from '#contract/news';
import { fullTime } from '#domain/china-time';
import { failureWords } from '#domain/failure-words';
import { CHANNELS } from '#domain/post';
import { useAnswer } from '#platform/answer';
import { openCanvas, type PaintCanvas } from '#platform/canvas';
import { leavePage } from '#platform/navigation';
import { news } from './news-cloud.ts';
import { measureOn, paintPoster } from './poster-paint.ts';
import { type PosterContent, planPoster } from './poster-plan.ts';
import { useArticle } from './use-article.ts';
import './poster.scss';

const CANVAS = 'poster';

function contentOf({ title, agency, channel, publishedAt, digest }: PublishedPost): PosterContent {
  const name = CHANNELS.find(({ id }) => id === channel)?.name ?? '';
  return { title, agency, channel: name, published: `${fullTime(publishedAt)} 发布`, digest };
}

type Drawing = { phase: 'drawing' | 'failed' } | ({ phase: 'drawn' } & Drawn);

interface Drawn {
  canvas: PaintCanvas;
  /** Height by width. */
  ratio: number;
}

async function draw(content: PosterContent, code: string): Promise<Drawn> {
  // The height follows from the text, and the text is measured on the canvas: so it is opened twice.
  const measured = await openCanvas(CANVAS, 1, 1);
  const plan = planPoster(content, measureOn(measured));
  const canvas = await openCanvas(CANVAS, plan.width, plan.height);
  paintPoster(canvas, plan, await canvas.loadPicture(code));
  return { canvas, ratio: plan.height / plan.width };
}

function useDrawing(content: PosterContent, code: string): Drawing {
  const [drawing, setDrawing] = useState<Drawing>({ phase: 'drawing' });
  const said = JSON.stringify(content);
  const latest = useRef(content);
  latest.current = content;
  useEffect(() => {
    let isWanted = said !== '';
    draw(latest.current, code).then(
      (drawn) => isWanted && setDrawing({ phase: 'drawn', ...drawn }),
      () => isWanted && setDrawing({ phase: 'failed' }),
    );
    return () => {
      isWanted = false;
    };
  }, [said, code]);
  return drawing;
}

function Sheet({ post, code }: { post: PublishedPost; code: string }) {
  const content = contentOf(post);
  const drawing = useDrawing(content, code);
  return (
    <View className="poster">
      <View className="poster__frame" ariaRole="img" ariaLabel={`海报：${content.agency}，${content.title}`}>
        <Canvas
          type="2d"
          id={CANVAS}
          canvasId={CANVAS}
          className="poster__canvas"
          style={{ aspectRatio: `1 / ${drawing.phase === 'drawn' ? drawing.ratio : 1.2}` }}
        />
      </View>
      {drawing.phase === 'failed' && <View className="poster__words">海报没有画成，请返回后重试。</View>}
      <SavePicture
        what="海报"
        fileName={`海报-${post.id}`}
        canvas={drawing.phase === 'drawn' ? drawing.canvas : undefined}
        waiting={drawing.phase === 'failed' ? '没有可保存的海报' : '正在画海报…'}
      />
    </View>
  );
}

function CodedSheet({ post }: { post: PublishedPost }) {
  const answer = useAnswer(`post-code:${post.id}`, () => news('getPostCode', { id: post.id }));
  if (answer.data === undefined && answer.failure === 'rate_limited') {
    const hint = '现在制作海报的人太多，小程序码要等一会儿才能生成。请过一分钟再试，或直接转发给朋友。';
    return <StatePanel sign="failed" title="请稍后再试" hint={hint} action={{ label: '重试', run: answer.retry }} />;
  }
  if (answer.data === undefined && answer.failure === 'unavailable') {
    const hint = '小程序码没有生成。请稍后重试，或直接转发给朋友。';
    const { title } = failureWords('unavailable');
    return <StatePanel sign="failed" title={title} hint={hint} action={{ label: '重试', run: answer.retry }} />;
  }
  // The code of a post never changes: one that was kept is as good as a new one, so nothing is said of its age.
  const shown = answer.data === undefined ? answer : { ...answer, failure: undefined };
  return (
    <Answered answer={shown} wayOn={{ label: '返回', run: leavePage }}>
      {({ code }) => <Sheet post={post} code={code} />}
    </Answered>
  );
}

/** An article as a picture to hang up or to post elsewhere: what it is, who says it, and the code that opens it as it is then. */
export function Poster({ id }: { id: string }) {
  const answer = useArticle(id);
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(post) =>
        post.state === 'withdrawn' ? (
          <StatePanel
            sign="closed"
            title="这篇内容已撤回"
            hint="撤回的内容不能做成海报。"
            action={{ label: '返回', run: leavePage }}
          />
        ) : (
          <CodedSheet post={post} />
        )
      }
    </Answered>
  );
}
