import { View } from '@tarojs/components';
import { useState } from 'react';
import { WideButton } from '#components/wide-button';
import type { ClientErrorCode } from '#domain/app-error';
import { failureWords } from '#domain/failure-words';
import { readExport } from '#domain/personal-export';
import { failureCode } from '#platform/answer';
import { askWhether } from '#platform/dialog';
import { copyText } from '#platform/media';
import { startAnew } from '#platform/navigation';
import { clearStored, readEverythingStored } from '#platform/storage';
import { saveTextFile } from '#platform/text-file';
import { sayBriefly } from '#platform/toast';
import { me } from './me-cloud.ts';
import './me.scss';

const FILE_NAME = '我的数据-交通安全微发布.json';

/** What the cloud and this phone keep of the driver, readable by people and programs. */
async function gatherData(): Promise<Gathered> {
  let part = await me('exportMyData', {});
  const { exportedAt } = part;
  const lines = [part.text];
  while (part.nextCursor !== undefined) {
    part = await me('exportMyData', { cursor: part.nextCursor });
    lines.push(part.text);
  }
  const cloud = readExport(lines.join(''));
  const text = JSON.stringify({ exportedAt, cloud, phone: readEverythingStored() }, null, 2);
  return { text, kilobytes: Math.ceil(text.length / 1024) };
}

/** What was gathered, ready to be sent on: WeChat sends a file only in the tap itself, so that nothing may be awaited there. */
interface Gathered {
  text: string;
  kilobytes: number;
}

type Work = 'gather' | 'delete';

/** Account data: taken along as a file or a text, and deleted for good. */
export function MyData() {
  const [busy, setBusy] = useState<Work | undefined>();
  const [failure, setFailure] = useState<ClientErrorCode | undefined>();
  const [gathered, setGathered] = useState<Gathered | undefined>();

  const run = async (work: Work, act: () => Promise<void>) => {
    setBusy(work);
    setFailure(undefined);
    try {
      await act();
    } catch (error) {
      setFailure(failureCode(error));
    }
    setBusy(undefined);
  };

  const save = async (text: string) => {
    if (!(await saveTextFile(FILE_NAME, text))) sayBriefly('没有保存，可以改用复制');
  };
  const copy = async (text: string) => {
    const isCopied = await copyText(text);
    sayBriefly(isCopied ? '已复制，可粘贴到备忘录' : '没有复制，可以改用文件');
  };
  const remove = async () => {
    const what = '云端和这部手机上的收藏、关注、答题记录、路线等都会删除，不能恢复。';
    if (!(await askWhether('删除全部个人数据？', what, '删除'))) return;
    await me('deleteMyData', { confirm: 'delete' });
    clearStored();
    sayBriefly('个人数据已删除');
    startAnew();
  };

  return (
    <>
      <View className="me-part">
        <View className="me-part__title">带走</View>
        <View className="me-part__text">
          收藏、关注、阅读和答题记录、提问、提醒等，凡是云端和这部手机上属于您的，都在一个文件里。
        </View>
        <View className="me-buttons">
          {gathered === undefined ? (
            <WideButton
              isOff={busy !== undefined}
              onClick={() => void run('gather', async () => setGathered(await gatherData()))}
            >
              {busy === 'gather' ? '正在整理…' : '整理我的数据'}
            </WideButton>
          ) : (
            <>
              <View className="me-part__hint">{`已整理好，约 ${gathered.kilobytes} KB。`}</View>
              <WideButton onClick={() => void save(gathered.text)}>发送为文件</WideButton>
              <WideButton kind="quiet" onClick={() => void copy(gathered.text)}>
                复制为文字
              </WideButton>
            </>
          )}
        </View>
      </View>
      <View className="me-part">
        <View className="me-part__title">删除</View>
        <View className="me-part__text">删除后不能恢复。已公开发布的答复会保留，但不再记录是谁问的。</View>
        <View className="me-buttons">
          <WideButton kind="grave" isOff={busy !== undefined} onClick={() => void run('delete', remove)}>
            {busy === 'delete' ? '正在删除…' : '删除全部个人数据'}
          </WideButton>
        </View>
      </View>
      {failure !== undefined && (
        <View className="me-failure">{`${failureWords(failure).title}：${failureWords(failure).hint}`}</View>
      )}
    </>
  );
}
