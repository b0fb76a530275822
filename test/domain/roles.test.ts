import { describe, expect, it } from 'vitest';
import { EVERY_AGENCY, mayAct } from '#domain/roles';

describe('who may act', () => {
  const editorOfBeijing = [{ role: 'editor', agencyId: 'bj' }] as const;
  const editorOfAll = [{ role: 'editor', agencyId: EVERY_AGENCY }] as const;

  it('a driver, who has no grants, may do nothing at the desk', () => {
    expect(mayAct([], ['editor', 'reviewer', 'duty', 'operator'])).toBe(false);
  });

  it('a role counts for its own agency only', () => {
    expect(mayAct(editorOfBeijing, ['editor'], 'bj')).toBe(true);
    expect(mayAct(editorOfBeijing, ['editor'], 'sh')).toBe(false);
  });

  it('a role for every agency counts for each of them', () => {
    expect(mayAct(editorOfAll, ['editor'], 'sh')).toBe(true);
  });

  it('only an editor of all may speak for no agency in particular', () => {
    expect(mayAct(editorOfBeijing, ['editor'], EVERY_AGENCY)).toBe(false);
    expect(mayAct(editorOfAll, ['editor'], EVERY_AGENCY)).toBe(true);
  });

  it('one role does not stand for another', () => {
    expect(mayAct(editorOfAll, ['duty'])).toBe(false);
  });
});
