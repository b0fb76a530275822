import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import type { ActionInput, ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import type { NewsContract } from '#contract/news';
import { useAnswer } from '#platform/answer';
import { cloudFunction } from '#platform/cloud';
import { leavePage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { JsonForm } from './json-form.tsx';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import './desk.scss';

const news = cloudFunction<NewsContract>('news');

type Law = ActionOutput<NewsContract, 'getLaw'>;
type LawInput = ActionInput<DeskContract, 'saveLaws'>['laws'][number];
type Article = LawInput['articles'][number];

/** A law as the desk takes it, with one article replaced or added. */
function withArticle(law: Law, article: Article): LawInput {
  const { id, title, shortTitle, number, issuer, inForceFrom, amendedFrom, inForceTo, officialLink, articles } = law;
  const isKnown = articles.some((one) => one.article === article.article);
  const plain = articles.map(({ article: name, topic, summary, inForceFrom: from }) => ({
    ...{ article: name, topic, summary },
    ...(from !== undefined && { inForceFrom: from }),
  }));
  return {
    ...{ id, title, shortTitle, number, issuer, inForceFrom, inForceTo: inForceTo ?? null, officialLink },
    ...(amendedFrom !== undefined && { amendedFrom }),
    articles: isKnown ? plain.map((one) => (one.article === article.article ? article : one)) : [...plain, article],
  };
}

interface FormProps {
  law: Law;
  initial: Article;
  onSaved(): void;
}

function ArticleForm({ law, initial, onSaved }: FormProps) {
  const [said, setSaid] = useState(initial);
  const { isBusy, refused, run } = useDeed();
  const change = (changes: Partial<Article>) => setSaid((known) => ({ ...known, ...changes }));
  const save = () => {
    if ([said.article, said.topic, said.summary].some((text) => text.trim() === '')) {
      sayBriefly('请写明条号、主题和要点');
      return;
    }
    run(async () => {
      await desk('saveLaws', { laws: [withArticle(law, said)] });
      sayBriefly('已保存');
      onSaved();
    });
  };
  return (
    <View>
      {initial.article === '' && (
        <TextField label="条号，如 第九十一条" maxLength={20} onType={(article) => change({ article })} />
      )}
      <TextField label="主题" initial={initial.topic} maxLength={40} onType={(topic) => change({ topic })} />
      <TextField
        label="要点（用自己的话，须与原文核对）"
        initial={initial.summary}
        maxLength={1000}
        lines={5}
        onType={(summary) => change({ summary })}
      />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__buttons">
        <DeskButton label="与原文核对无误，保存" isBusy={isBusy} run={save} />
      </View>
    </View>
  );
}

function OneLaw({ id }: { id: string }) {
  const answer = useAnswer(`desk-law:${id}`, () => news('getLaw', { id }));
  const [chosen, setChosen] = useState<string>();
  const saved = () => {
    setChosen(undefined);
    answer.retry();
  };
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(law) => (
        <View>
          <View className="desk__note">{`官方文本：${law.officialLink}`}</View>
          {law.articles.map((article) => (
            <View key={article.article}>
              <View
                className="desk-row"
                ariaRole="button"
                onClick={() => setChosen(chosen === article.article ? undefined : article.article)}
              >
                <View className="desk-row__words">
                  <View className="desk-row__title">{`${article.article} · ${article.topic}`}</View>
                  <View className="desk-row__says">{article.summary}</View>
                </View>
              </View>
              {chosen === article.article && <ArticleForm law={law} initial={article} onSaved={saved} />}
            </View>
          ))}
          <View className="desk__heading">加一条</View>
          <ArticleForm
            key={law.articles.length}
            law={law}
            initial={{ article: '', topic: '', summary: '' }}
            onSaved={saved}
          />
        </View>
      )}
    </Answered>
  );
}

/** The law library: articles corrected and added one by one, whole laws pasted. */
export function LawEditor() {
  const answer = useAnswer('desk-laws', () => news('listLaws', {}));
  const [chosen, setChosen] = useState<string>();
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {({ laws }) => (
        <View className="desk">
          {laws.map(({ id, title }) => (
            <View key={id}>
              <View className="desk-row" ariaRole="button" onClick={() => setChosen(chosen === id ? undefined : id)}>
                <View className="desk-row__words">
                  <View className="desk-row__title">{title}</View>
                </View>
                <View className="desk-row__act">{chosen === id ? '收起' : '条文'}</View>
              </View>
              {chosen === id && <OneLaw id={id} />}
            </View>
          ))}
          <JsonForm
            label="整部法规（JSON）"
            hint="字段同 content/laws 里的文件：id、title、shortTitle、number、issuer、inForceFrom、inForceTo、officialLink、articles"
            save={(document) => desk('saveLaws', { laws: [document as LawInput] })}
            onSaved={answer.retry}
          />
        </View>
      )}
    </Answered>
  );
}
