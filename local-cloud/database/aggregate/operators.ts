/** Every expression operator, made known to `parseExpression`. */
import { requestFailed } from '../failure.ts';
import { accumulatorExpressions } from './accumulators.ts';
import { arithmeticOperators } from './arithmetic.ts';
import { arrayOperators } from './arrays.ts';
import { conversionOperators } from './conversions.ts';
import { dateOperators } from './dates.ts';
import { defineOperators, type Operator } from './expression.ts';
import { logicOperators } from './logic.ts';
import { objectOperators } from './objects.ts';
import { setOperators } from './sets.ts';
import { stringOperators } from './strings.ts';

const otherOperators: Record<string, Operator> = {
  $literal: (operand) => () => operand,
  // The service has no text index, and so no score to give.
  $meta: () => {
    throw requestFailed('query requires text score metadata, but it is not available');
  },
};

defineOperators(
  otherOperators,
  logicOperators,
  arithmeticOperators,
  arrayOperators,
  objectOperators,
  setOperators,
  stringOperators,
  dateOperators,
  conversionOperators,
  accumulatorExpressions,
);
