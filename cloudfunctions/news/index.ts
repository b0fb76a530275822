import { newsContract } from '#contract/news';
import { serve } from '#functions/shared/serve';
import { getAgency, listAgencies } from './agencies.ts';
import { getBanner } from './get-banner.ts';
import { getPost } from './get-post.ts';
import { getPostCode } from './get-post-code.ts';
import { getLaw, listLaws } from './laws.ts';
import { listAnswers } from './list-answers.ts';
import { listPosts, listPostsOfArticle } from './list-posts.ts';
import { listRevisions } from './list-revisions.ts';
import { lookUpPosts } from './look-up-posts.ts';
import { readOn } from './read-on.ts';
import { checkRumour, getRebuttal } from './rumours.ts';
import { searchPosts, suggestSearches } from './search.ts';

export const main = serve(
  newsContract,
  {
    listPosts,
    getPost,
    getPostCode,
    lookUpPosts,
    getBanner,
    listRevisions,
    readOn,
    searchPosts,
    suggestSearches,
    checkRumour,
    getRebuttal,
    listAnswers,
    listAgencies,
    getAgency,
    listLaws,
    getLaw,
    listPostsOfArticle,
  },
  { prefetched: 'listPosts' },
);
