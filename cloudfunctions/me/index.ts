import { meContract } from '#contract/me';
import { serve } from '#functions/shared/serve';
import { deleteMyData } from './delete-data.ts';
import { exportMyData } from './export-data.ts';
import { getStanding } from './get-standing.ts';
import { askQuestion, listMyQuestions } from './questions.ts';
import { syncShelf } from './sync-shelf.ts';

export const main = serve(meContract, {
  syncShelf,
  askQuestion,
  listMyQuestions,
  getStanding,
  exportMyData,
  deleteMyData,
});
