import type { ActionInput, ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import type { NewsContract } from '#contract/news';

export type Law = ActionOutput<NewsContract, 'getLaw'>;
export type LawInput = ActionInput<DeskContract, 'saveLaws'>['laws'][number];
export type Article = LawInput['articles'][number];

/** The particulars of a law. */
export type LawHead = NonNullable<ActionInput<DeskContract, 'changeLaw'>['head']>;

/** A law as readers see it, as the desk takes it. */
export function inputOf(law: Law): LawInput {
  const { id, title, shortTitle, number, issuer, inForceFrom, amendedFrom, inForceTo, officialLink, articles } = law;
  return {
    ...{ id, title, shortTitle, number, issuer, inForceFrom, inForceTo: inForceTo ?? null, officialLink },
    ...(amendedFrom !== undefined && { amendedFrom }),
    articles: articles.map(({ article, topic, summary, inForceFrom: from }) => ({
      ...{ article, topic, summary },
      ...(from !== undefined && { inForceFrom: from }),
    })),
  };
}

const REQUIRED = [
  ['title', '法规全称'],
  ['shortTitle', '简称'],
  ['number', '文号'],
  ['issuer', '发布机关'],
  ['officialLink', '官方文本的网址'],
] as const;

/** What a law still lacks, in words for its editor; undefined where it can be sent. */
export function lackOf(law: LawInput): string | undefined {
  if (!/^[a-z0-9][a-z0-9-]{1,63}$/.test(law.id)) return '编号只能用小写字母、数字和连字符';
  for (const [field, name] of REQUIRED) if (law[field].trim() === '') return `请写明${name}`;
  if (!/^https?:\/\/\S+$/.test(law.officialLink)) return '请填写 https 开头的官方网址';
  if (law.inForceTo !== null && law.inForceTo < law.inForceFrom) return '废止日期早于施行日期';
  return law.articles.map(lackOfArticle).find((lack) => lack !== undefined);
}

export function lackOfArticle({ article, topic, summary }: Article): string | undefined {
  return [article, topic, summary].some((text) => text.trim() === '') ? '请写明条号、主题和要点' : undefined;
}
