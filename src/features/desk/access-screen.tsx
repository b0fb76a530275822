import { Answered } from '#components/answered';
import { leavePage } from '#platform/navigation';
import { AccessRequest } from './access-request.tsx';
import { useMyDesk } from './my-desk.ts';

/** Asks for another role than those that one has. */
export function AccessScreen() {
  const answer = useMyDesk();
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(mine) => <AccessRequest mine={mine} onAsked={answer.retry} />}
    </Answered>
  );
}
