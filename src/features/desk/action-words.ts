/** What each deed of the audit log is called at the desk, by the action that did it. */
const WORDS: Readonly<Record<string, string>> = {
  importPosts: '导入文章',
  withdrawPosts: '按来源撤回文章',
  correctPost: '更正文章',
  withdrawPost: '撤回文章',
  pinPost: '置顶或取消置顶',
  unpinPosts: '置顶到期',
  setBanner: '发布应急横幅',
  clearBanner: '撤下应急横幅',
  saveAgencies: '保存机构',
  saveLaws: '保存法规',
  changeLaw: '修改法规',
  saveRebuttals: '保存辟谣',
  answerInquiry: '答复来信',
  declineInquiry: '不予受理来信',
  setSnapshotShare: '调整快照比例',
  decideAccess: '审批角色申请',
  grantRole: '授予角色',
  revokeRole: '收回角色',
  saveAgencySettings: '修改机构设置',
  saveDraft: '保存草稿',
  keepPicture: '上传图片',
  submitDraft: '送审',
  reviewDraft: '审核',
  reopenDraft: '退回修改',
  scheduleDraft: '定时发布',
  publishDraft: '发布',
  publishDue: '定时发布到点',
  discardDraft: '删除草稿',
  startCorrection: '开始更正',
  runFeedNow: '马上抓取',
  pauseFeed: '暂停或恢复抓取',
  saveRoadFeeds: '保存路况源',
  ingestRoadDocument: '导入路况文件',
  publishEvent: '发布路况',
  updateEvent: '更新路况',
  closeEvent: '解除路况',
  saveHolidayGuide: '保存假日出行提示',
  importQuestions: '导入题目',
  decideQuestion: '审核题目',
  answerQuestionReport: '处理题目纠错',
  saveExamSettings: '修改考试设置',
  requestAccess: '申请角色',
  syncNews: '自动收录来源',
};

/** In words; the action's own name where it has none. */
export function actionWords(action: string): string {
  return WORDS[action] ?? action;
}

/** What an entry of the audit log is about, by its collection. */
const THINGS: Readonly<Record<string, string>> = {
  posts: '文章',
  drafts: '草稿',
  pictures: '图片',
  agencies: '机构',
  'agency-settings': '机构设置',
  laws: '法规',
  books: '辟谣库',
  inquiries: '来信',
  staff: '人员',
  'access-requests': '角色申请',
  'road-events': '路况',
  'road-feeds': '路况源',
  sources: '内容来源',
  'feed-pauses': '抓取开关',
  'holiday-guides': '假日出行提示',
  questions: '题目',
  question_reports: '题目纠错',
  quiz_settings: '考试设置',
  settings: '系统设置',
};

/** @param subject `<collection>/<id>` */
export function subjectWords(subject: string): string {
  const slash = subject.indexOf('/');
  const [collection, id] = [subject.slice(0, slash), subject.slice(slash + 1)];
  // Who it is stands where the roles are; an OPENID tells a reader nothing.
  return `${THINGS[collection] ?? collection} ${id.length > 20 ? `${id.slice(0, 20)}…` : id}`;
}
