import { Picker, View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import type { ActionOutput } from '#contract/action';
import type { NewsContract } from '#contract/news';
import type { LawReference } from '#domain/law';
import { useAnswer } from '#platform/answer';
import { sayBriefly } from '#platform/toast';
import { news } from './desk-cloud.ts';
import { PickedLine } from './picked-line.tsx';

type Heading = ActionOutput<NewsContract, 'listLaws'>['laws'][number];

/** As many as a post may cite. */
const MOST = 20;

interface LineProps {
  label: string;
  /** What is chosen, or asked for. */
  says: string;
  choices: readonly string[];
  onChoose(index: number): void;
}

function PickLine({ label, says, choices, onChoose }: LineProps) {
  return (
    <Picker mode="selector" range={[...choices]} value={0} onChange={({ detail }) => onChoose(Number(detail.value))}>
      <PickedLine label={label} chosen={says} act="选择" />
    </Picker>
  );
}

interface ArticlesProps {
  law: string;
  onChoose(article: string): void;
}

function Articles({ law, onChoose }: ArticlesProps) {
  const answer = useAnswer(`desk-law:${law}`, () => news('getLaw', { id: law }));
  return (
    <Answered answer={answer} wayOn={{ label: '重试', run: answer.retry }}>
      {({ articles }) => (
        <PickLine
          label="条文"
          says="请选择一条"
          choices={articles.map(({ article, topic }) => `${article} ${topic}`)}
          onChoose={(index) => {
            const article = articles[index]?.article;
            if (article !== undefined) onChoose(article);
          }}
        />
      )}
    </Answered>
  );
}

interface Props {
  cited: readonly LawReference[];
  onChange(cited: LawReference[]): void;
}

function isSame(one: LawReference, other: LawReference): boolean {
  return one.law === other.law && one.article === other.article;
}

/** Which articles of which laws a post cites: readers get from it to them, and from them to it. */
export function CitedLaws({ cited, onChange }: Props) {
  const answer = useAnswer('desk-laws', () => news('listLaws', {}));
  const [law, setLaw] = useState<Heading>();
  const laws = answer.data?.laws ?? [];
  const nameOf = (id: string) => laws.find((one) => one.id === id)?.shortTitle ?? id;
  const add = (reference: LawReference) => {
    setLaw(undefined);
    if (cited.some((one) => isSame(one, reference))) sayBriefly('已经引用了这一条');
    else if (cited.length >= MOST) sayBriefly(`最多引用 ${MOST} 条`);
    else onChange([...cited, reference]);
  };
  return (
    <View>
      <View className="desk__heading">引用的法规</View>
      {cited.map((reference) => (
        <View key={`${reference.law}#${reference.article}`} className="desk-row">
          <View className="desk-row__words">{`《${nameOf(reference.law)}》${reference.article}`}</View>
          <View
            className="desk-row__act"
            ariaRole="button"
            ariaLabel={`不再引用《${nameOf(reference.law)}》${reference.article}`}
            onClick={() => onChange(cited.filter((one) => !isSame(one, reference)))}
          >
            去掉
          </View>
        </View>
      ))}
      {laws.length > 0 && (
        <PickLine
          label="法规"
          says={law?.shortTitle ?? '添加一条引用'}
          choices={laws.map(({ shortTitle }) => shortTitle)}
          onChoose={(index) => setLaw(laws[index])}
        />
      )}
      {law !== undefined && (
        <Articles key={law.id} law={law.id} onChoose={(article) => add({ law: law.id, article })} />
      )}
    </View>
  );
}
