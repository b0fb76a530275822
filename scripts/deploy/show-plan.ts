import { type Action, type Kind, openSteps, type Plan } from './steps.ts';

const SIGNS: Readonly<Record<Action, string>> = { create: '+', change: '~', delete: '-', same: ' ' };

const PLURALS: Readonly<Record<Kind, string>> = {
  collection: 'collections',
  'database rule': 'database rules',
  index: 'indexes',
  'storage rule': 'storage rule',
  timer: 'timers',
  function: 'functions',
  variables: "functions' variables",
  'invoke rule': 'invoke rule',
  record: 'record',
};

function count(amount: number, action: string): string {
  return `${amount} ${action}`;
}

/** The plan as a table: a line for each thing that is to be done, then how many stay the same, then what else to know. */
export function showPlan(plan: Plan): string {
  const open = openSteps(plan);
  const columns = open.map(({ action, kind, name, why }) => [`${SIGNS[action]} ${action}`, kind, name, why] as const);
  const widthOf = (at: 0 | 1 | 2) => Math.max(...columns.map((row) => row[at].length));
  const rows = columns.map((row) =>
    `  ${row[0].padEnd(widthOf(0))}  ${row[1].padEnd(widthOf(1))}  ${row[2].padEnd(widthOf(2))}  ${row[3]}`.trimEnd(),
  );
  const same = (Object.keys(PLURALS) as Kind[]).flatMap((kind) => {
    const amount = plan.steps.filter((step) => step.kind === kind && step.action === 'same').length;
    return amount === 0 ? [] : [`${amount} ${PLURALS[kind]}`];
  });
  const total = (['create', 'change', 'delete'] as const).map((action) =>
    count(open.filter((step) => step.action === action).length, `to ${action}`),
  );
  return [
    ...rows,
    ...(same.length === 0 ? [] : [`  = same: ${same.join(', ')}`]),
    ...[...plan.notes, ...plan.missing].map((note) => `  ! ${note}`),
    ...plan.problems.map((problem) => `  ✗ ${problem}`),
    open.length === 0 ? 'Nothing to do.' : `${total.join(', ')}.`,
  ].join('\n');
}
