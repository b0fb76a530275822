import { deskContract } from '#contract/desk';
import { serve } from '#functions/shared/serve';
import { clearBanner, setBanner } from './banner.ts';
import { correctPost } from './correct-post.ts';
import { draftHandlers } from './draft-handlers.ts';
import { feedHandlers } from './feed-handlers.ts';
import { handedInInput, handInPart } from './handed-in.ts';
import { getHealth } from './health.ts';
import { importPosts } from './import-posts.ts';
import { answerInquiry, declineInquiry, listInquiries } from './inquiries.ts';
import { listAudit } from './list-audit.ts';
import { listSources } from './list-sources.ts';
import { getNumbers } from './numbers.ts';
import { pinPost } from './pin-post.ts';
import { questionBank } from './question-bank.ts';
import { roadHandlers } from './road-handlers.ts';
import { saveAgencies } from './save-agencies.ts';
import { changeLaw, saveLaws } from './save-laws.ts';
import { listRebuttals, saveRebuttals } from './save-rebuttals.ts';
import { setSnapshotShare } from './snapshot-share.ts';
import { staffHandlers } from './staff-handlers.ts';
import { withdrawPost, withdrawPosts } from './withdraw-posts.ts';

export const main = serve(
  deskContract,
  {
    importPosts,
    withdrawPosts,
    correctPost,
    withdrawPost,
    pinPost,
    setBanner,
    clearBanner,
    saveAgencies,
    saveLaws,
    changeLaw,
    saveRebuttals,
    listRebuttals,
    listInquiries,
    answerInquiry,
    declineInquiry,
    listSources,
    setSnapshotShare,
    listAudit,
    ...staffHandlers,
    ...draftHandlers,
    getNumbers,
    getHealth,
    ...feedHandlers,
    ...roadHandlers,
    ...questionBank,
    handInPart,
  },
  { inputFrom: handedInInput },
);
