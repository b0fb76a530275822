import type { DeskRoadContract } from '#contract/desk-roads';
import { present } from '#functions/adapters/roads/present';
import { type NoticeDraft, readNotice } from '#functions/adapters/roads/prose';
import { EXPRESSWAYS } from '#functions/shared/expressways';
import type { Handlers } from '#functions/shared/serve';

/** The form's fields hold so many characters; what an officer's notice says beyond goes into the description. */
const HEADLINE = 60;

function formOf(draft: NoticeDraft) {
  const [text] = draft.texts;
  const sentence = text?.headline ?? '';
  const isLong = sentence.length > HEADLINE;
  const description = text?.description ?? (isLong ? sentence : undefined);
  return present({
    type: draft.type,
    subtypes: draft.subtypes,
    severity: draft.severity.level,
    headline: isLong ? `${sentence.slice(0, HEADLINE - 1)}…` : sentence,
    description: description?.slice(0, 500),
    advice: text?.advice?.slice(0, 100),
    location: draft.place?.slice(0, 60),
    road: draft.road,
    restrictions: draft.restrictions,
    detour: draft.detour?.texts[0]?.text.slice(0, 200),
    start: draft.start,
    end: draft.end,
  });
}

export const parseNotice: Handlers<DeskRoadContract>['parseNotice'] = async ({ text }, { now }) => {
  const drafts = readNotice(text, { now: now.toISOString(), roads: EXPRESSWAYS });
  return { drafts: drafts.map((draft) => ({ status: draft.status, event: formOf(draft) })) };
};
