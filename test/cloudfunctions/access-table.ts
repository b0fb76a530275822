import type { Role } from '#domain/roles';

/**
 * How far a role reaches in an action. `own`: for the agency that it was given for, or for all where it was given for all.
 * `site`: only where it was given for all, since the action touches what is everybody's. `any`: whoever has it, for
 * whatever agency, since the action is about none.
 */
export type Reach = 'own' | 'site' | 'any';

/** Anybody at all, whoever is signed in, or the roles that may, with their reach. */
export type Who = 'anybody' | 'driver' | Readonly<Partial<Record<Role, Reach>>>;

/**
 * Who may call each action, written by hand: the contract and the handlers are tested against it, and so is docs/security.md.
 * An action that is missing here fails by its name.
 */
export const WHO: Readonly<Record<string, Who>> = {
  'news.listPosts': 'anybody',
  'news.getPost': 'anybody',
  'news.lookUpPosts': 'anybody',
  'news.getBanner': 'anybody',
  'news.listRevisions': 'anybody',
  'news.readOn': 'anybody',
  'news.searchPosts': 'anybody',
  'news.suggestSearches': 'anybody',
  'news.checkRumour': 'anybody',
  'news.listAnswers': 'anybody',
  'news.getRebuttal': 'anybody',
  'news.listAgencies': 'anybody',
  'news.getAgency': 'anybody',
  'news.listLaws': 'anybody',
  'news.getLaw': 'anybody',
  'news.listPostsOfArticle': 'anybody',

  'roads.listEvents': 'anybody',
  'roads.listEventsInView': 'anybody',
  'roads.listNearby': 'anybody',
  'roads.listEventsForRegions': 'anybody',
  'roads.getEvent': 'anybody',
  'roads.listRevisions': 'anybody',
  'roads.listRoads': 'anybody',
  'roads.listHolidayGuides': 'anybody',
  'roads.getHolidayGuide': 'anybody',

  'alerts.subscribeAlerts': 'driver',
  'alerts.addAlertGrants': 'driver',
  'alerts.listAlertSubscriptions': 'driver',
  'alerts.unsubscribeAlerts': 'driver',

  'quiz.listChapters': 'anybody',
  'quiz.getPack': 'anybody',
  'quiz.getQuestion': 'anybody',
  'quiz.listRelated': 'anybody',
  'quiz.getDailyFive': 'anybody',
  'quiz.checkDailyFive': 'anybody',
  'quiz.getChallenge': 'anybody',
  'quiz.syncAttempts': 'driver',
  'quiz.getProgress': 'driver',
  'quiz.getReview': 'driver',
  'quiz.saveFavourites': 'driver',
  'quiz.startExam': 'driver',
  'quiz.getExam': 'driver',
  'quiz.answerExam': 'driver',
  'quiz.submitExam': 'driver',
  'quiz.listExams': 'driver',
  'quiz.reportQuestion': 'driver',
  'quiz.listReports': 'driver',
  'quiz.savePlayer': 'driver',
  'quiz.getRanking': 'driver',
  'quiz.createChallenge': 'driver',
  'quiz.joinChallenge': 'driver',

  'me.syncShelf': 'driver',
  'me.askQuestion': 'driver',
  'me.listMyQuestions': 'driver',
  'me.exportMyData': 'driver',
  'me.deleteMyData': 'driver',

  'desk.importPosts': { editor: 'own' },
  'desk.withdrawPosts': { editor: 'own' },
  'desk.correctPost': { editor: 'own' },
  'desk.withdrawPost': { editor: 'own' },
  'desk.pinPost': { editor: 'site' },
  'desk.setBanner': { editor: 'site', duty: 'site' },
  'desk.clearBanner': { editor: 'site', duty: 'site' },
  'desk.saveAgencies': { operator: 'site' },
  'desk.saveLaws': { editor: 'site' },
  'desk.saveRebuttals': { editor: 'site' },
  'desk.listInquiries': { editor: 'site' },
  'desk.answerInquiry': { editor: 'own' },
  'desk.declineInquiry': { editor: 'own' },
  'desk.listSources': { operator: 'site', editor: 'site' },
  'desk.listAudit': { operator: 'site' },
  'desk.saveRoadFeeds': { operator: 'site' },
  'desk.listRoadFeeds': { operator: 'any', duty: 'any' },
  'desk.uploadRoadDocument': { operator: 'site' },
  'desk.ingestRoadDocument': { operator: 'site' },
  'desk.publishEvent': { duty: 'own' },
  'desk.updateEvent': { duty: 'own' },
  'desk.closeEvent': { duty: 'own' },
  'desk.listDutyEvents': { duty: 'own' },
  'desk.saveHolidayGuide': { duty: 'own', editor: 'own' },
  'desk.parseNotice': { duty: 'any' },
  'desk.importQuestions': { editor: 'site' },
  'desk.listQuestionReview': { editor: 'site', reviewer: 'site' },
  'desk.decideQuestion': { editor: 'site', reviewer: 'site' },
  'desk.listQuestionReports': { editor: 'site', reviewer: 'site' },
  'desk.answerQuestionReport': { editor: 'site', reviewer: 'site' },
  'desk.assessQuality': { editor: 'site', reviewer: 'site' },
  'desk.saveExamSettings': { operator: 'site' },
};
