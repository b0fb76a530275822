import { expect, it } from 'vitest';
import { classTags } from '#domain/rich-text';

it('gives each opening tag its class, and leaves text and closing tags alone', () => {
  expect(classTags('<p style="text-align:center">1 < 2 <b>x</b><br/></p>')).toBe(
    '<p class="rt-p" style="text-align:center">1 < 2 <b class="rt-b">x</b><br class="rt-br"/></p>',
  );
});
