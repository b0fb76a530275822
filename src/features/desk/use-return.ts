import { useRef } from 'react';
import { useLeaving } from '#platform/leaving';
import { useDidShow } from '#platform/lifecycle';

/** Runs when somebody comes back to the page from another one: they have changed something there. Not when it opens. */
export function useReturn(returned: () => void): void {
  const wasLeft = useRef(false);
  useLeaving(() => {
    wasLeft.current = true;
  });
  useDidShow(() => {
    if (!wasLeft.current) return;
    wasLeft.current = false;
    returned();
  });
}
