import type { PropsWithChildren } from 'react';
import { startCloud } from '#platform/cloud';
import { useLaunch } from '#platform/lifecycle';
import './app.scss';

export default function App({ children }: PropsWithChildren) {
  useLaunch(startCloud);
  return children;
}
