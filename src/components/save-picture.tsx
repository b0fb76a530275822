import { View } from '@tarojs/components';
import { useState } from 'react';
import { openAlbumSetting, type SaveOutcome, saveToAlbum } from '#platform/album';
import type { PaintCanvas } from '#platform/canvas';
import { WideButton } from './wide-button.tsx';
import './save-picture.scss';

/** What is told of each, after the picture's name. */
const OUTCOME_WORDS: Record<SaveOutcome, string> = {
  saved: '已保存，可以到相册里查看和转发。',
  refused: '没有保存：相册权限未打开。请点下面的按钮，在设置里打开“添加到相册”；也可以直接截屏。',
  'not-agreed': '没有保存：需要先同意隐私保护指引。再点一次可以重新选择；也可以直接截屏。',
  cancelled: '没有保存。',
  failed: '保存失败，请检查手机存储空间后再试。',
};

interface Props {
  /** What the picture is: 海报. */
  what: string;
  fileName: string;
  /** What is drawn; undefined until it is. */
  canvas: PaintCanvas | undefined;
  kind?: 'on' | 'quiet';
  /** What the button says while there is nothing to save. */
  waiting: string;
}

/** Keeps a drawn picture in the phone's album; where that is closed, says so and leads to the settings that open it. */
export function SavePicture({ what, fileName, canvas, kind = 'on', waiting }: Props) {
  const [outcome, setOutcome] = useState<SaveOutcome | undefined>(undefined);
  const save = async () => {
    if (canvas !== undefined) setOutcome(await saveToAlbum(canvas.node, fileName));
  };
  const openSetting = async () => {
    if (await openAlbumSetting()) await save();
  };
  const isRefused = outcome === 'refused';
  return (
    <View className="save-picture">
      {outcome !== undefined && (
        <View className="save-picture__words" ariaRole="status">
          {`${what}${OUTCOME_WORDS[outcome]}`}
        </View>
      )}
      <WideButton kind={kind} isOff={canvas === undefined} onClick={() => void (isRefused ? openSetting() : save())}>
        {isRefused ? '去设置打开相册权限' : canvas === undefined ? waiting : '保存到相册'}
      </WideButton>
    </View>
  );
}
