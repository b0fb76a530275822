import type { Contract } from '#contract/action';
import { alertsContract } from '#contract/alerts';
import { deskContract } from '#contract/desk';
import { meContract } from '#contract/me';
import { newsContract } from '#contract/news';
import { quizContract } from '#contract/quiz';
import { roadsContract } from '#contract/roads';

/** Every function that callers reach; tests that speak of every action go by this list. */
export const CONTRACTS: readonly Contract[] = [
  newsContract,
  roadsContract,
  alertsContract,
  quizContract,
  deskContract,
  meContract,
];

/** Every action, as `function.action` with its definition. */
export const ACTIONS = CONTRACTS.flatMap((contract) =>
  Object.entries(contract.actions).map(([action, definition]) => ({ name: contract.name, action, definition })),
);
