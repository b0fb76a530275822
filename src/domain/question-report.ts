/** What a driver can find wrong with a question. */
export const REPORT_KINDS = [
  { id: 'wrong-answer', name: '答案有误' },
  { id: 'outdated', name: '法规已变' },
  { id: 'unclear', name: '题意不清' },
  { id: 'picture', name: '图片有误' },
  { id: 'typo', name: '错别字' },
  { id: 'other', name: '其他' },
] as const;

export type ReportKind = (typeof REPORT_KINDS)[number]['id'];

/** What becomes of a report. */
export const REPORT_STATES = [
  { id: 'open', name: '待处理' },
  { id: 'fixed', name: '已修正' },
  { id: 'kept', name: '核实无误' },
] as const;

export type ReportState = (typeof REPORT_STATES)[number]['id'];

/** A report, as the database keeps it in collection `question_reports`. */
export interface QuestionReportDocument {
  /** One for each person, question and kind. */
  _id: string;
  questionId: string;
  /** Revision of the question that was reported. */
  revision: number;
  openid: string;
  kind: ReportKind;
  text: string;
  /** ISO 8601 UTC. */
  at: string;
  /** The instant and the id, as one text that sorts: the position of a page. */
  key: string;
  state: ReportState;
  /** WeChat's check was not sure of the text: an editor looks twice. */
  doubtful?: true;
  reply?: string;
  repliedAt?: string;
}
