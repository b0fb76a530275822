import type { CloudEnvironment } from '../cloud-environment.ts';
import type { Repository } from '../desired.ts';

/** `hand` is what no call can tell: somebody has to look. */
export type Verdict = 'ok' | 'warn' | 'fail' | 'hand';

export interface Finding {
  verdict: Verdict;
  /** What was looked at. */
  about: string;
  /** What was found and, unless all is well, what to do. */
  says: string;
}

export interface Examination {
  cloud: CloudEnvironment;
  repository: Repository;
  /** Folder of the repository. */
  root: string;
  environment: NodeJS.ProcessEnv;
  now: Date;
}
