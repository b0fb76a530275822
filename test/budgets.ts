import budgets from './budgets.json' with { type: 'json' };

/** One number that a change may not exceed. */
export interface Budget {
  /** A measurement above it fails. */
  most: number;
  /** What we are working towards; nothing fails by it. */
  aim?: number;
  unit: string;
  /** What it costs to exceed it, or who refuses then. */
  why: string;
}

const table: Record<string, Record<string, Budget>> = budgets;

/** @throws Error where the table has no such budget */
export function budgetOf(group: string, name: string): Budget {
  const budget = table[group]?.[name];
  if (budget === undefined) throw new Error(`test/budgets.json has no budget "${group} / ${name}"`);
  return budget;
}

const said = (figure: number) => figure.toLocaleString('en');

/**
 * Holds a measurement against its budget in `test/budgets.json`.
 * @param detail what the measurement is made of, for whoever has to bring it down
 * @throws Error that names the budget, the figure, and why there is one
 */
export function withinBudget(group: string, name: string, measured: number, detail?: string): void {
  const { most, unit, why } = budgetOf(group, name);
  if (measured <= most) return;
  const excess = `${group} / ${name}: ${said(measured)} ${unit}, at most ${said(most)}. ${why}`;
  throw new Error(detail === undefined ? excess : `${excess}\n${detail}`);
}
