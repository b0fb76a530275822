import { View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { countdownWords } from './quiz-words.ts';
import './exam-countdown.scss';

interface Props {
  /** Seconds to the bell by the server's clock; 0 after it. */
  secondsLeft(): number;
  /** Below so many seconds it warns, by a sign and by colour. */
  warnBelow: number;
  /** Once, when it has rung. */
  onBell(): void;
}

/** The server's clock, counted down; it alone is drawn each second. Another bell is another countdown, by its key. */
export function Countdown(props: Props) {
  const [left, setLeft] = useState(props.secondsLeft);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const tick = setInterval(() => {
      const now = latest.current.secondsLeft();
      setLeft(now);
      if (now > 0) return;
      clearInterval(tick);
      latest.current.onBell();
    }, 1000);
    return () => clearInterval(tick);
  }, []);
  const words = countdownWords(left);
  const isShort = left < props.warnBelow;
  return (
    <View className={isShort ? 'countdown countdown--short' : 'countdown'} ariaLabel={`剩余时间 ${words}`}>
      {isShort ? `⚠ ${words}` : words}
    </View>
  );
}
