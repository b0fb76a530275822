import { describe, expect, it } from 'vitest';
import { keepsOfPerson } from '#domain/kept-of-person';
import { ACTIONS } from '../cloudfunctions/contracts.ts';

/** Actions of whoever is signed in that need no privacy agreement, and why. */
const NEEDS_NO_AGREEMENT: Record<string, string> = {
  'me.listMyQuestions': 'reads',
  'me.getStanding': 'reads',
  'me.exportMyData': 'reads',
  'me.deleteMyData': 'deletes',
  'alerts.listAlertSubscriptions': 'reads',
  'alerts.unsubscribeAlerts': 'deletes',
  'quiz.getProgress': 'reads',
  'quiz.getReview': 'reads',
  'quiz.getExam': 'reads',
  'quiz.listExams': 'reads',
  'quiz.listReports': 'reads',
  'quiz.getPlayer': 'reads',
  'quiz.getRanking': 'reads',
  'quiz.answerExam': 'goes on with an exam whose start was agreed to',
  'quiz.submitExam': 'ends an exam whose start was agreed to',
  'desk.getMyDesk': 'reads',
};

const title = ({ name, action }: { name: string; action: string }) => `${name}.${action}`;

describe('the privacy agreement', () => {
  it('stands before every action that keeps something of its caller, or the action says here why not', () => {
    const ofCallers = ACTIONS.filter(({ definition }) => definition.access === 'caller');
    const undecided = ofCallers.filter(
      (one) => keepsOfPerson(one.name, one.action) === (NEEDS_NO_AGREEMENT[title(one)] !== undefined),
    );
    expect(undecided.map(title)).toEqual([]);
  });

  it('is asked for no action that anybody may call: nobody is known there', () => {
    const asked = ACTIONS.filter(({ definition }) => definition.access === 'public').filter(({ name, action }) =>
      keepsOfPerson(name, action),
    );
    expect(asked.map(title)).toEqual([]);
  });
});
