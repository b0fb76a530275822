import { Canvas, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { Answered } from '#components/answered';
import { SavePicture } from '#components/save-picture';
import { StatePanel } from '#components/state-panel';
import { WideButton } from '#components/wide-button';
import type { FinishedExamView } from '#contract/quiz';
import { exportPicture } from '#platform/album';
import { useAnswer } from '#platform/answer';
import { openCanvas, type PaintCanvas } from '#platform/canvas';
import { leavePage } from '#platform/navigation';
import { canSendCards, useSharing } from '#platform/share';
import { CARD_HEIGHT, CARD_WIDTH, planCard } from './card-plan.ts';
import { ownChallengeOf } from './own-challenges.ts';
import { quiz } from './quiz-cloud.ts';
import './result-card.scss';

const CANVAS = 'result-card';

/** The head of a guide sign, and the words below it. */
async function paint(result: FinishedExamView): Promise<PaintCanvas> {
  const canvas = await openCanvas(CANVAS, CARD_WIDTH, CARD_HEIGHT);
  const { context } = canvas;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, CARD_WIDTH, CARD_HEIGHT);
  context.fillStyle = '#00693e';
  context.fillRect(0, 0, CARD_WIDTH, 112);
  context.textBaseline = 'top';
  for (const { text, x, y, size, weight, color, align } of planCard(result)) {
    context.font = `${weight} ${size}px sans-serif`;
    context.fillStyle = color;
    context.textAlign = align;
    context.fillText(text, x, y, CARD_WIDTH - 96);
  }
  return canvas;
}

interface Drawn {
  canvas: PaintCanvas;
  /** A file of the drawing, for the card that a friend gets. */
  file: string | undefined;
}

function useDrawnCard(result: FinishedExamView): Drawn | 'drawing' | 'failed' {
  const [drawn, setDrawn] = useState<Drawn | 'drawing' | 'failed'>('drawing');
  useEffect(() => {
    let isWanted = true;
    const draw = async () => {
      const canvas = await paint(result);
      return { canvas, file: await exportPicture(canvas.node) };
    };
    draw().then(
      (card) => isWanted && setDrawn(card),
      () => isWanted && setDrawn('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [result]);
  return drawn;
}

function CardSheet({ result, onDrawn }: { result: FinishedExamView; onDrawn(file: string | undefined): void }) {
  const drawn = useDrawnCard(result);
  useEffect(() => {
    if (typeof drawn === 'object') onDrawn(drawn.file);
  }, [drawn, onDrawn]);
  return (
    <View className="result-card">
      <View className="result-card__frame" ariaRole="img" ariaLabel={`成绩卡：${result.name}，${result.score} 分`}>
        <Canvas type="2d" id={CANVAS} canvasId={CANVAS} className="result-card__canvas" />
      </View>
      {drawn === 'failed' && <View className="result-card__words">成绩卡没有画成，请返回后重试。</View>}
      {canSendCards && (
        <View className="result-card__way">
          <WideButton openType="share" isOff={typeof drawn !== 'object'}>
            发给好友
          </WideButton>
        </View>
      )}
      <SavePicture
        what="成绩卡"
        fileName={`成绩卡-${result.id}`}
        canvas={typeof drawn === 'object' ? drawn.canvas : undefined}
        kind="quiet"
        waiting={drawn === 'failed' ? '没有可保存的成绩卡' : '正在画成绩卡…'}
      />
    </View>
  );
}

/** An own result as a picture: to send with the challenge, or the exam, that it came from, or to keep. */
export function ResultCard({ id }: { id: string }) {
  const answer = useAnswer(`quiz-record:${id}`, () => quiz('getExam', { id }));
  const [file, setFile] = useState<string>();
  const exam = answer.data;
  useSharing(() => {
    const challenge = exam?.challengeId ?? ownChallengeOf(id, new Date());
    return {
      title: exam?.state === 'finished' ? `${exam.name}我得了 ${exam.score} 分，你也来试试` : '交通安全题，来试试',
      ...(challenge === undefined
        ? { path: '/pages/quiz/exam', query: `preset=${exam?.preset ?? 'subject-1'}` }
        : { path: '/pages/quiz/challenge', query: `id=${challenge}` }),
      ...(file !== undefined && { imageUrl: file }),
    };
  });
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(known) =>
        known.state === 'finished' ? (
          <CardSheet result={known} onDrawn={setFile} />
        ) : (
          <StatePanel
            sign="empty"
            title="这场考试还没有结束"
            hint="交卷之后才有成绩卡。"
            action={{ label: '返回', run: leavePage }}
          />
        )
      }
    </Answered>
  );
}
