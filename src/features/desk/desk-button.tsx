import { useState } from 'react';
import { WideButton } from '#components/wide-button';

interface Props {
  label: string;
  /** `main`: what the page is for; `quiet`: what else can be done; `grave`: what can't be undone, asked twice. */
  kind?: 'main' | 'quiet' | 'grave';
  isBusy?: boolean;
  run(): void;
}

/** A button of the desk. A grave one asks again in its own place: no window to aim at, and no second page. */
export function DeskButton({ label, kind = 'main', isBusy = false, run }: Props) {
  const [isAsked, setAsked] = useState(false);
  const tap = () => {
    if (isBusy) return;
    if (kind === 'grave' && !isAsked) {
      setAsked(true);
      return;
    }
    setAsked(false);
    run();
  };
  return (
    <WideButton kind={kind === 'main' ? 'on' : kind} onClick={tap}>
      {isBusy ? '请稍候…' : isAsked ? `再点一次：${label}` : label}
    </WideButton>
  );
}
