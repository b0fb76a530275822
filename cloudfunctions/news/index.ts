import { newsContract } from '#contract/news';
import { serve } from '#functions/shared/serve';
import { getPost } from './get-post.ts';
import { listPosts } from './list-posts.ts';

export const main = serve(newsContract, { listPosts, getPost });
