import { Picker, View } from '@tarojs/components';
import { useState } from 'react';
import { inChina } from '#domain/china-time';
import { sayBriefly } from '#platform/toast';
import { Choice } from './choice.tsx';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { type Article, type LawInput, lackOf, lackOfArticle } from './law-input.ts';
import { PickedLine } from './picked-line.tsx';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';

const NO_ARTICLE: Article = { article: '', topic: '', summary: '' };

/** Sends what was typed, or says what it lacks. @param onSaved with the law as it then is */
function useSaving(onSaved: (law: LawInput) => void) {
  const { isBusy, refused, run } = useDeed();
  const save = (lack: string | undefined, send: () => Promise<LawInput>) => {
    if (lack !== undefined) {
      sayBriefly(lack);
      return;
    }
    run(async () => {
      const law = await send();
      sayBriefly('已保存');
      onSaved(law);
    });
  };
  return { isBusy, refused, save };
}

function SaveButton({ isBusy, refused, run }: { isBusy: boolean; refused: string | undefined; run(): void }) {
  return (
    <View>
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__buttons">
        <DeskButton label="与原文核对无误，保存" isBusy={isBusy} run={run} />
      </View>
    </View>
  );
}

interface ArticleFieldsProps {
  initial: Article;
  onChange(changes: Partial<Article>): void;
}

function ArticleFields({ initial, onChange }: ArticleFieldsProps) {
  return (
    <View>
      {initial.article === '' && (
        <TextField label="条号，如 第九十一条" maxLength={20} onType={(article) => onChange({ article })} />
      )}
      <TextField label="主题" initial={initial.topic} maxLength={40} onType={(topic) => onChange({ topic })} />
      <TextField
        label="要点（用自己的话，须与原文核对）"
        initial={initial.summary}
        maxLength={1000}
        lines={5}
        onType={(summary) => onChange({ summary })}
      />
    </View>
  );
}

interface ArticleFormProps {
  /** The law's id. */
  law: string;
  /** The article that is corrected; absent for one that is added. */
  article?: Article;
  onSaved(law: LawInput): void;
}

/** One article of a law that there is. */
export function ArticleForm({ law, article = NO_ARTICLE, onSaved }: ArticleFormProps) {
  const [said, setSaid] = useState(article);
  const { isBusy, refused, save } = useSaving(onSaved);
  const send = () => save(lackOfArticle(said), () => desk('changeLaw', { id: law, article: said }));
  return (
    <View>
      <ArticleFields initial={article} onChange={(changes) => setSaid((known) => ({ ...known, ...changes }))} />
      <SaveButton isBusy={isBusy} refused={refused} run={send} />
    </View>
  );
}

interface DayLineProps {
  label: string;
  day: string;
  onChoose(day: string): void;
}

function DayLine({ label, day, onChoose }: DayLineProps) {
  return (
    <Picker mode="date" value={day} onChange={({ detail }) => onChoose(detail.value)}>
      <PickedLine label={label} chosen={day} act="更换" />
    </Picker>
  );
}

const FORCE = [
  { id: 'holds', name: '现行有效' },
  { id: 'ended', name: '已废止' },
] as const;

interface LawFormProps {
  /** The law whose particulars are corrected; absent for one that is added. */
  law?: LawInput;
  /** Ids that are taken. */
  taken?: readonly string[];
  onSaved(law: LawInput): void;
}

/** Sends a new law whole, of one that there is its particulars only: its articles may have changed meanwhile. */
async function sendLaw(said: LawInput, isNew: boolean): Promise<LawInput> {
  const { id, articles: _, ...head } = said;
  if (!isNew) return desk('changeLaw', { id, head });
  await desk('saveLaws', { laws: [said] });
  return said;
}

/** The particulars of a law; of a new one its first article, too. */
export function LawForm({ law, taken = [], onSaved }: LawFormProps) {
  const today = inChina(new Date()).format('YYYY-MM-DD');
  const [said, setSaid] = useState<LawInput>(
    law ?? {
      ...{ id: '', title: '', shortTitle: '', number: '', issuer: '', officialLink: '' },
      ...{ inForceFrom: today, inForceTo: null, articles: [NO_ARTICLE] },
    },
  );
  const change = (changes: Partial<LawInput>) => setSaid((known) => ({ ...known, ...changes }));
  const { isBusy, refused, save } = useSaving(onSaved);
  const isNew = law === undefined;
  const lack = () => (isNew && taken.includes(said.id) ? '这个编号已有一部法规' : lackOf(said));
  return (
    <View>
      {isNew && (
        <TextField
          label="编号（小写字母和连字符，定下后不改）"
          placeholder="road-traffic-safety-law"
          maxLength={64}
          onType={(id) => change({ id: id.trim() })}
        />
      )}
      <TextField label="法规全称" initial={said.title} maxLength={80} onType={(title) => change({ title })} />
      <TextField
        label="简称"
        initial={said.shortTitle}
        maxLength={40}
        onType={(shortTitle) => change({ shortTitle })}
      />
      <TextField label="文号" initial={said.number} maxLength={80} onType={(number) => change({ number })} />
      <TextField label="发布机关" initial={said.issuer} maxLength={60} onType={(issuer) => change({ issuer })} />
      <TextField
        label="官方文本的网址"
        initial={said.officialLink}
        maxLength={500}
        onType={(officialLink) => change({ officialLink: officialLink.trim() })}
      />
      <DayLine label="施行日期" day={said.inForceFrom} onChoose={(inForceFrom) => change({ inForceFrom })} />
      <Choice
        label="效力"
        choices={FORCE}
        selected={said.inForceTo === null ? 'holds' : 'ended'}
        onSelect={(id) => change({ inForceTo: id === 'holds' ? null : today })}
      />
      {said.inForceTo !== null && (
        <DayLine label="最后一日" day={said.inForceTo} onChoose={(inForceTo) => change({ inForceTo })} />
      )}
      {isNew && (
        <>
          <View className="desk__heading">第一条要点</View>
          <ArticleFields
            initial={NO_ARTICLE}
            onChange={(changes) => change({ articles: [{ ...(said.articles[0] ?? NO_ARTICLE), ...changes }] })}
          />
        </>
      )}
      <SaveButton isBusy={isBusy} refused={refused} run={() => save(lack(), () => sendLaw(said, isNew))} />
    </View>
  );
}
