import { Image, View } from '@tarojs/components';
import { useState } from 'react';
import { failureCode } from '#platform/answer';
import { choosePictures, uploadPicture } from '#platform/pictures';
import { sayBriefly } from '#platform/toast';
import { MAX_PICTURES } from './inquiry-draft.ts';
import './picture-row.scss';

/** Beyond this a picture is not taken, in bytes: WeChat has compressed it already. */
const MAX_BYTES = 10 * 1024 * 1024;

interface Props {
  /** File ids. */
  pictures: readonly string[];
  onChange(pictures: string[]): void;
}

/** The pictures of a question: up to three, each sent to the cloud as soon as it is chosen. */
export function PictureRow({ pictures, onChange }: Props) {
  /** What this phone can show of them: a picture that was chosen before the page was opened is known by its number only. */
  const [shown, setShown] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);

  const add = async () => {
    if (isBusy) return;
    setBusy(true);
    try {
      let all = [...pictures];
      for (const picture of await choosePictures(MAX_PICTURES - pictures.length)) {
        if (picture.size > MAX_BYTES) {
          sayBriefly('图片太大，请换一张小于 10MB 的');
          continue;
        }
        const fileId = await uploadPicture('inquiries', picture);
        all = [...all, fileId];
        setShown((known) => ({ ...known, [fileId]: picture.address }));
        onChange(all);
      }
    } catch (error) {
      const code = failureCode(error);
      if (code === 'forbidden') sayBriefly('没有允许使用相册或相机；不加图片也可以提交');
      else sayBriefly(code === 'offline' ? '没有网络，图片没有添加' : '图片没有添加，请重试');
    } finally {
      setBusy(false);
    }
  };

  return (
    <View className="pictures">
      {pictures.map((fileId, at) => (
        <View
          key={fileId}
          className="pictures__picture"
          ariaRole="button"
          ariaLabel={`图片 ${at + 1}，点按移除`}
          onClick={() => onChange(pictures.filter((one) => one !== fileId))}
        >
          {shown[fileId] === undefined ? (
            <View className="pictures__number">{`图 ${at + 1}`}</View>
          ) : (
            <Image className="pictures__image" src={shown[fileId]} mode="aspectFill" />
          )}
          <View className="pictures__remove">移除</View>
        </View>
      ))}
      {pictures.length < MAX_PICTURES && (
        <View className="pictures__add" ariaRole="button" onClick={add}>
          {isBusy ? '正在添加…' : `添加图片 ${pictures.length}/${MAX_PICTURES}`}
        </View>
      )}
    </View>
  );
}
