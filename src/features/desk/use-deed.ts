import { useCallback, useRef, useState } from 'react';
import { AppError } from '#domain/app-error';
import { failureWords } from '#domain/failure-words';
import { failureCode } from '#platform/answer';
import { sayBriefly } from '#platform/toast';

/** Why something at the desk was refused, in words for the person who did it: the server's own where it gave some. */
export function refusalWords(error: unknown): string {
  const reason = error instanceof AppError ? error.details?.reason : undefined;
  if (reason !== undefined && reason !== '') return reason;
  const code = failureCode(error);
  if (code === 'invalid_input') {
    const issue = error instanceof AppError ? error.details?.issues?.[0] : undefined;
    return issue === undefined ? '填写的内容有误' : `填写的内容有误：${issue.path} ${issue.message}`;
  }
  if (code === 'forbidden') return '您的角色不能进行这一步';
  const { title, hint } = failureWords(code);
  return `${title}，${hint}`;
}

/**
 * Something that is done once at a time: while it is under way it is not begun again. What it throws is said in passing and
 * stands in `refused` until the next try.
 */
export function useDeed(): {
  isBusy: boolean;
  refused: string | undefined;
  run(deed: () => Promise<void>): void;
} {
  const [state, setState] = useState<{ isBusy: boolean; refused?: string }>({ isBusy: false });
  const busy = useRef(false);
  const run = useCallback((deed: () => Promise<void>) => {
    if (busy.current) return;
    busy.current = true;
    setState({ isBusy: true });
    deed().then(
      () => {
        busy.current = false;
        setState({ isBusy: false });
      },
      (error: unknown) => {
        busy.current = false;
        const refused = refusalWords(error);
        setState({ isBusy: false, refused });
        sayBriefly(refused);
      },
    );
  }, []);
  return { isBusy: state.isBusy, refused: state.refused, run };
}
