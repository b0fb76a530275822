import type { RoadEvent } from '#domain/road-event';

/** An ordinary accident on G4 in force since 01:00 UTC, changed where a test says so. */
export function roadEvent(change: Partial<RoadEvent> = {}): RoadEvent {
  return {
    id: 'feed:1',
    source: { id: 'feed', name: '来源', format: 'own-json', externalId: '1', terms: ['accident'] },
    publisher: { name: '来源', authority: 'official' },
    status: 'active',
    type: 'accident',
    subtypes: [],
    effect: { roadState: 'some-lanes-closed' },
    severity: { level: 'moderate', from: 'source' },
    certainty: 'observed',
    texts: [{ lang: 'zh-CN', headline: '事故' }],
    geometry: { type: 'Point', coordinates: [114, 30] },
    point: [114, 30],
    roads: [{ code: 'G4', name: '京港澳高速', direction: 'unknown', state: 'some-lanes-closed' }],
    regions: [],
    restrictions: [],
    schedule: { start: '2026-07-01T01:00:00.000Z', end: null, intervals: [], recurring: [], exceptions: [] },
    updated: '2026-07-01T01:30:00.000Z',
    related: [],
    attachments: [],
    ...change,
  };
}
