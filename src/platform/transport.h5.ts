import type { ActionEvent } from '#contract/action';

const CALLER_KEY = 'local-openid';

/** The preview has no WeChat account: a made-up one stands for this browser, so that favourites and the like work. */
export function localOpenid(): string {
  const known = localStorage.getItem(CALLER_KEY);
  if (known !== null) return known;
  const made = `preview-${crypto.randomUUID().slice(0, 8)}`;
  localStorage.setItem(CALLER_KEY, made);
  return made;
}

/** There is nothing to prepare on H5: the preview's server passes calls on to the local cloud. */
export function startTransport(): void {}

export async function invoke(name: string, event: ActionEvent): Promise<unknown> {
  const response = await fetch(`/call/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-local-openid': localOpenid() },
    body: JSON.stringify(event),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw answer;
  return answer;
}
