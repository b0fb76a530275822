/** The errors that the database words, with the service's codes (docs.cloudbase.net/error-code). */
import { ServiceError } from '../admin/action.ts';

const ASK = 'Please check your request, but if the problem cannot be solved, contact us.';

/** A request that the database refused: a bad operator, a type that does not fit, a limit. */
export function requestFailed(message: string): ServiceError {
  return new ServiceError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${message}`);
}

/** A write that was refused for what it would do to one document. */
export function writeFailed(message: string): ServiceError {
  return requestFailed(`multiple write errors: [{write errors: [{${message}}]}, {<nil>}]`);
}

export function invalidParam(message: string): ServiceError {
  return new ServiceError('INVALID_PARAM', `[InvalidParameter] ${message}`);
}

export function collectionMissing(collection: string): ServiceError {
  return new ServiceError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${collection}. ${ASK}`,
  );
}

export function collectionExists(collection: string): ServiceError {
  return new ServiceError(
    'DATABASE_COLLECTION_ALREADY_EXIST',
    `[ResourceUnavailable.ResourceExist] Table exist: ${collection}. ${ASK}`,
  );
}

export function duplicateKey(collection: string, index: string, key: string): ServiceError {
  return new ServiceError(
    'DATABASE_DUPLICATE_WRITE',
    `[FailedOperation.DuplicateWrite] multiple write errors: [{write errors: [{E11000 duplicate key error collection: ${collection} index: ${index} dup key: ${key}}]}, {<nil>}]`,
  );
}

export function transactionGone(): ServiceError {
  return new ServiceError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. Please check your request, but if the problem persists, contact us.',
  );
}

export function transactionConflict(): ServiceError {
  return new ServiceError(
    'DATABASE_TRANSACTION_CONFLICT',
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.',
  );
}
