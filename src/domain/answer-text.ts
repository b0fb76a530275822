/** What a published answer says: the question as everybody may read it, and the answer. */
export interface PublicAnswer {
  question: string;
  reply: string;
}

const ASKED = '## 问';
const ANSWERED = '## 答';

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * A public answer as the body of a draft, in marked text. Each line of the question is quoted, so that none of a driver's
 * words is taken for a mark: no picture and no heading comes of them.
 */
export function composeAnswerBody({ question, reply }: PublicAnswer): string {
  const asked = linesOf(question).map((line) => `> ${line}`);
  return [ASKED, ...asked, ANSWERED, ...linesOf(reply)].join('\n');
}

/** What a draft of an answer says after its review. Where its headings are gone, its title asks and its body answers. */
export function readAnswer({ title, body }: { title: string; body: string }): PublicAnswer {
  const lines = linesOf(body);
  const at = lines.indexOf(ANSWERED);
  const asked = lines
    .slice(0, Math.max(at, 0))
    .filter((line) => line !== ASKED)
    .map((line) => line.replace(/^>\s*/, ''));
  return {
    question: asked.length > 0 ? asked.join('\n') : title.trim(),
    reply: lines
      .slice(at + 1)
      .filter((line) => line !== ASKED)
      .join('\n'),
  };
}
