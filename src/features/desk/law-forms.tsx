import { Picker, View } from '@tarojs/components';
import { inChina } from '#domain/china-time';
import { sayBriefly } from '#platform/toast';
import { Choice } from './choice.tsx';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { type Article, type LawInput, lackOf, lackOfArticle } from './law-input.ts';
import { PickedLine } from './picked-line.tsx';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import { useKeptForm } from './use-kept-form.ts';

const NO_ARTICLE: Article = { article: '', topic: '', summary: '' };

/** Sends what was typed, or says what it lacks. @param onSaved with the law as it then is */
function useSaving(forget: () => void, onSaved: (law: LawInput) => void) {
  const { isBusy, refused, run } = useDeed();
  const save = (lack: string | undefined, send: () => Promise<LawInput>) => {
    if (lack !== undefined) {
      sayBriefly(lack);
      return;
    }
    run(async () => {
      const law = await send();
      forget();
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
  isNew: boolean;
  initial: Article;
  onChange(changes: Partial<Article>): void;
}

function ArticleFields({ isNew, initial, onChange }: ArticleFieldsProps) {
  return (
    <View>
      {isNew && (
        <TextField
          label="条号，如 第九十一条"
          initial={initial.article}
          maxLength={20}
          onType={(article) => onChange({ article })}
        />
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
  const { said, opened, change, forget } = useKeptForm(`law:${law}:${article.article}`, article);
  const { isBusy, refused, save } = useSaving(forget, onSaved);
  const send = () => save(lackOfArticle(said), () => desk('changeLaw', { id: law, article: said }));
  return (
    <View>
      <ArticleFields isNew={article === NO_ARTICLE} initial={opened} onChange={change} />
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
  const isNew = law === undefined;
  const { said, opened, change, forget } = useKeptForm<LawInput>(
    `law:${law?.id ?? 'new'}`,
    law ?? {
      ...{ id: '', title: '', shortTitle: '', number: '', issuer: '', officialLink: '' },
      ...{ inForceFrom: today, inForceTo: null, articles: [NO_ARTICLE] },
    },
  );
  const { isBusy, refused, save } = useSaving(forget, onSaved);
  const lack = () => (isNew && taken.includes(said.id) ? '这个编号已有一部法规' : lackOf(said));
  return (
    <View>
      {isNew && (
        <TextField
          label="编号（小写字母和连字符，定下后不改）"
          initial={opened.id}
          placeholder="road-traffic-safety-law"
          maxLength={64}
          onType={(id) => change({ id: id.trim() })}
        />
      )}
      <TextField label="法规全称" initial={opened.title} maxLength={80} onType={(title) => change({ title })} />
      <TextField
        label="简称"
        initial={opened.shortTitle}
        maxLength={40}
        onType={(shortTitle) => change({ shortTitle })}
      />
      <TextField label="文号" initial={opened.number} maxLength={80} onType={(number) => change({ number })} />
      <TextField label="发布机关" initial={opened.issuer} maxLength={60} onType={(issuer) => change({ issuer })} />
      <TextField
        label="官方文本的网址"
        initial={opened.officialLink}
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
            isNew
            initial={opened.articles[0] ?? NO_ARTICLE}
            onChange={(changes) => change({ articles: [{ ...(said.articles[0] ?? NO_ARTICLE), ...changes }] })}
          />
        </>
      )}
      <SaveButton isBusy={isBusy} refused={refused} run={() => save(lack(), () => sendLaw(said, isNew))} />
    </View>
  );
}
