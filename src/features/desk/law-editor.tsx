import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import { useAnswer } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { desk, news } from './desk-cloud.ts';
import { JsonForm } from './json-form.tsx';
import { ArticleForm, LawForm } from './law-forms.tsx';
import { inputOf, type LawInput } from './law-input.ts';
import './desk.scss';

interface FoldProps {
  title: string;
  says?: string;
  /** What the tap does while it is closed. */
  act: string;
  isOpen: boolean;
  toggle(): void;
}

function FoldRow({ title, says, act, isOpen, toggle }: FoldProps) {
  return (
    <View className="desk-row" ariaRole="button" onClick={toggle}>
      <View className="desk-row__words">
        <View className="desk-row__title">{title}</View>
        {says !== undefined && <View className="desk-row__says">{says}</View>}
      </View>
      <View className="desk-row__act">{isOpen ? '收起' : act}</View>
    </View>
  );
}

const HEAD = 'head';
const NEW = 'new';

function OneLaw({ id, onSaved }: { id: string; onSaved(): void }) {
  const answer = useAnswer(`desk-law:${id}`, () => news('getLaw', { id }));
  const [chosen, setChosen] = useState<string>();
  // What readers are given may be a minute old: what was saved here is newer.
  const [own, setOwn] = useState<LawInput>();
  const toggle = (part: string) => setChosen(chosen === part ? undefined : part);
  const saved = (law: LawInput) => {
    setChosen(undefined);
    setOwn(law);
    onSaved();
  };
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(law) => {
        const input = own ?? inputOf(law);
        return (
          <View>
            <View className="desk__note">{`官方文本：${input.officialLink}`}</View>
            <FoldRow title="名称、文号与效力" act="修改" isOpen={chosen === HEAD} toggle={() => toggle(HEAD)} />
            {chosen === HEAD && <LawForm law={input} onSaved={saved} />}
            {input.articles.map((article) => (
              <View key={article.article}>
                <FoldRow
                  title={`${article.article} · ${article.topic}`}
                  says={article.summary}
                  act="修改"
                  isOpen={chosen === article.article}
                  toggle={() => toggle(article.article)}
                />
                {chosen === article.article && <ArticleForm law={id} article={article} onSaved={saved} />}
              </View>
            ))}
            <FoldRow title="加一条" act="填写" isOpen={chosen === NEW} toggle={() => toggle(NEW)} />
            {chosen === NEW && <ArticleForm law={id} onSaved={saved} />}
          </View>
        );
      }}
    </Answered>
  );
}

/** The law library: laws and their articles corrected and added one by one, whole laws pasted. */
export function LawEditor() {
  const answer = useAnswer('desk-laws', () => news('listLaws', {}));
  const [chosen, setChosen] = useState<string>();
  const toggle = (id: string) => setChosen(chosen === id ? undefined : id);
  const added = () => {
    setChosen(undefined);
    answer.retry();
  };
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {({ laws }) => (
        <View className="desk">
          <View className="desk__note">读者和引用它的文章在一分钟内看到修改。</View>
          {laws.map(({ id, title, inForceTo }) => (
            <View key={id}>
              <FoldRow
                title={inForceTo === undefined ? title : `${title}（已废止）`}
                act="条文"
                isOpen={chosen === id}
                toggle={() => toggle(id)}
              />
              {chosen === id && <OneLaw id={id} onSaved={answer.retry} />}
            </View>
          ))}
          <FoldRow title="新增法规" act="填写" isOpen={chosen === NEW} toggle={() => toggle(NEW)} />
          {chosen === NEW && <LawForm taken={laws.map(({ id }) => id)} onSaved={added} />}
          <JsonForm
            name="law-text"
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
