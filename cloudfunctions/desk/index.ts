import { deskContract } from '#contract/desk';
import { serve } from '#functions/shared/serve';
import { importPosts } from './import-posts.ts';
import { saveAgencies } from './save-agencies.ts';

export const main = serve(deskContract, { importPosts, saveAgencies });
