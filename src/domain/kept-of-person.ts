/**
 * Actions by which the cloud begins to keep something of whoever calls: none of them is called before the privacy agreement
 * (个人信息保护法, article 14; WeChat's rule for mini programs since September 2023). What only reads, takes back or deletes
 * needs no agreement, and what goes on with something that is kept already (an exam's next answer) has had it.
 */
const KEEPING: ReadonlySet<string> = new Set([
  'me.syncShelf',
  'me.askQuestion',
  'quiz.syncAttempts',
  'quiz.saveFavourites',
  'quiz.startExam',
  'quiz.joinChallenge',
  'quiz.createChallenge',
  'quiz.savePlayer',
  'quiz.reportQuestion',
  'alerts.subscribeAlerts',
  'alerts.addAlertGrants',
  'desk.requestAccess',
]);

/** Whether the driver must have agreed before this action is called. */
export function keepsOfPerson(functionName: string, action: string): boolean {
  return KEEPING.has(`${functionName}.${action}`);
}
