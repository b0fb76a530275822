import { View } from '@tarojs/components';
import { useState } from 'react';
import { Chips } from '#components/chips';
import { linkLine, pictureLine } from '#domain/marked-text';
import { CHANNELS } from '#domain/post';
import { findHints } from '#domain/writing-hints';
import { choosePictures, shrinkPicture, uploadPicture } from '#platform/pictures';
import { sayBriefly } from '#platform/toast';
import { Choice } from './choice.tsx';
import { chosenOr } from './choosing.ts';
import { CitedLaws } from './cited-laws.tsx';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import type { DraftWords } from './draft-text.ts';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';

/** What a line of the body may begin with, for those who don't remember the marks. */
const MARKS = [
  { id: '# ', name: '标题' },
  { id: '## ', name: '小标题' },
  { id: '- ', name: '列表' },
  { id: '> ', name: '引文' },
  { id: '**重点**', name: '加粗' },
  { id: 'picture', name: '图片' },
  { id: 'link', name: '链接' },
] as const;

function LinkForm({ onAdd }: { onAdd(line: string): void }) {
  const [address, setAddress] = useState('');
  const [says, setSays] = useState('');
  const add = () => {
    if (!/^https?:\/\/\S+$/.test(address.trim())) sayBriefly('请填写 https 开头的网址');
    else if (says.trim() === '') sayBriefly('请写明链接的文字');
    else onAdd(linkLine(says.trim(), address.trim()));
  };
  return (
    <View>
      <TextField label="网址" maxLength={1000} onType={setAddress} />
      <TextField label="链接文字" maxLength={100} onType={setSays} />
      <View className="desk__buttons">
        <DeskButton label="加到正文末尾" kind="quiet" run={add} />
      </View>
    </View>
  );
}

/** A picture of the phone's, with what it shows; the first of them may be the cover, too. */
function PictureForm({ onAdd, onCover }: { onAdd(line: string): void; onCover(path: string): void }) {
  const [says, setSays] = useState('');
  const { isBusy, refused, run } = useDeed();
  const upload = (use: (path: string) => void) =>
    run(async () => {
      const [chosen] = await chosenOr('没有允许使用相册或相机；不加图片也可以提交', choosePictures(1));
      if (chosen === undefined) return;
      const fileId = await uploadPicture('uploads', await shrinkPicture(chosen));
      use((await desk('keepPicture', { fileId })).path);
    });
  const add = () => {
    if (says.trim() === '') sayBriefly('请先写明图上是什么，读屏用户听到的就是它');
    else upload((path) => onAdd(pictureLine(says.trim(), path)));
  };
  return (
    <View>
      <TextField label="图上是什么" maxLength={100} onType={setSays} />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__buttons">
        <DeskButton label="选图，加到正文末尾" kind="quiet" isBusy={isBusy} run={add} />
        <DeskButton label="选图，作封面" kind="quiet" isBusy={isBusy} run={() => upload(onCover)} />
      </View>
    </View>
  );
}

interface Props {
  words: DraftWords;
  edition: number;
  isCorrection: boolean;
  onChange(changes: Partial<DraftWords>): void;
}

/** The body, and what helps to write it: marks at the end of the text, since no phone tells where the cursor is. */
function Body({ words, edition, onChange }: Omit<Props, 'isCorrection'>) {
  const [added, setAdded] = useState(0);
  const [asks, setAsks] = useState<'picture' | 'link'>();
  const append = (line: string) => {
    const body = words.body === '' || words.body.endsWith('\n') ? words.body : `${words.body}\n`;
    onChange({ body: body + line });
    setAdded((known) => known + 1);
    setAsks(undefined);
  };
  return (
    <View>
      <TextField
        key={`${edition}-${added}`}
        label="正文（一行一段）"
        initial={words.body}
        maxLength={50_000}
        lines={12}
        onType={(body) => onChange({ body })}
      />
      <Chips
        choices={MARKS}
        selected={asks}
        onSelect={(id) => (id === 'picture' || id === 'link' ? setAsks(id === asks ? undefined : id) : append(id))}
      />
      {asks === 'link' && <LinkForm onAdd={append} />}
      {asks === 'picture' && (
        <PictureForm
          onAdd={append}
          onCover={(cover) => {
            onChange({ cover });
            setAsks(undefined);
          }}
        />
      )}
      {words.cover !== undefined && (
        <View className="desk__pair">
          <View className="desk-row__words">已有封面图</View>
          <DeskButton label="去掉封面" kind="quiet" run={() => onChange({ cover: undefined })} />
        </View>
      )}
    </View>
  );
}

function Hints({ words }: { words: DraftWords }) {
  const hints = findHints(words);
  if (hints.length === 0) return null;
  return (
    <View className="desk__notice">
      {hints.map(({ kind, text }) => (
        <View key={kind + text}>{`· ${text}`}</View>
      ))}
    </View>
  );
}

/** The fields of a post. */
export function DraftFields({ words, edition, isCorrection, onChange }: Props) {
  return (
    <View>
      <TextField
        key={`title-${edition}`}
        label="标题"
        initial={words.title}
        maxLength={100}
        lines={2}
        onType={(title) => onChange({ title: title.replace(/\n/g, '') })}
      />
      <Choice label="栏目" choices={CHANNELS} selected={words.channel} onSelect={(channel) => onChange({ channel })} />
      <Body words={words} edition={edition} onChange={onChange} />
      <TextField
        key={`digest-${edition}`}
        label="摘要"
        initial={words.digest}
        maxLength={120}
        lines={2}
        onType={(digest) => onChange({ digest })}
      />
      <CitedLaws cited={words.laws ?? []} onChange={(laws) => onChange({ laws })} />
      {isCorrection && (
        <TextField
          key={`reason-${edition}`}
          label="更正原因（读者会看到）"
          initial={words.reason ?? ''}
          maxLength={200}
          lines={2}
          onType={(reason) => onChange({ reason })}
        />
      )}
      <Hints words={words} />
    </View>
  );
}
