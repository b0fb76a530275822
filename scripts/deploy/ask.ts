import { createInterface } from 'node:readline/promises';

/** Asks whoever sits at the terminal; nothing but `yes` is a yes, and the end of the input is a no. */
export async function askConsent(question: string): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const ended = new Promise<string>((resolve) => prompt.once('close', () => resolve('')));
    const answer = await Promise.race([prompt.question(`${question} Type yes: `), ended]);
    return answer.trim() === 'yes';
  } finally {
    prompt.close();
  }
}
