import { expect } from 'vitest';
import type { CloudUnderTest, Fields } from '../cloud-under-test.ts';

/** What an expression makes of a document; `missing` when it makes nothing. */
export async function evaluate(cloud: CloudUnderTest, expression: unknown, document: Fields = {}): Promise<unknown> {
  const collection = await cloud.collection([document], 'evaluate');
  const { data } = await collection.aggregate().project({ _id: 0, result: expression }).end();
  return 'result' in data[0] ? data[0].result : 'missing';
}

/** Expects a refusal that says why. */
export async function expectRefusal(request: Promise<unknown>, reason: string): Promise<void> {
  await expect(request).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
    message: expect.stringContaining(reason),
  });
}
