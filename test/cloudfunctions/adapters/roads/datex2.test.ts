import { describe, expect, it } from 'vitest';
import { parse } from './feed-fixtures.ts';

function situation(records: string, attributes = 'id="S1" version="3"') {
  return `<sit:situation ${attributes}>${records}</sit:situation>`;
}

function record(type: string, body: string, id = 'R1') {
  return `<sit:situationRecord xsi:type="sit:${type}" id="${id}" version="5">
   <sit:situationRecordVersionTime>2026-07-01T03:00:00+02:00</sit:situationRecordVersionTime><sit:probabilityOfOccurrence>certain</sit:probabilityOfOccurrence>
   <sit:validity><com:validityStatus>active</com:validityStatus><com:validityTimeSpecification><com:overallStartTime>2026-07-01T02:00:00+02:00</com:overallStartTime></com:validityTimeSpecification></sit:validity>${body}</sit:situationRecord>`;
}

function container(situations: string, kind = 'sit:SituationPublication') {
  return `<mc:messageContainer xmlns:mc="http://datex2.eu/schema/3/messageContainer" xmlns:sit="http://datex2.eu/schema/3/situation" xmlns:com="c" xmlns:loc="l" xmlns:xsi="x">
   <mc:payload xsi:type="${kind}" lang="nl"><com:publicationTime>2026-07-01T01:05:00Z</com:publicationTime>${situations}</mc:payload></mc:messageContainer>`;
}

const gml =
  '<sit:locationReference xsi:type="loc:LinearLocation"><loc:gmlLineString srsName="EPSG:4326"><loc:posList>52.1 5.1 52.2 5.2</loc:posList></loc:gmlLineString></sit:locationReference>';

describe('DATEX II', () => {
  it('reads a message container (3.x) with a line, lanes and a closed carriageway', () => {
    const feed = parse(
      'datex2',
      container(
        situation(
          record(
            'RoadOrCarriagewayOrLaneManagement',
            `${gml}<sit:roadOrCarriagewayOrLaneManagementType>carriagewayClosures</sit:roadOrCarriagewayOrLaneManagementType>`,
          ),
        ),
      ),
    );
    expect(feed).toMatchObject({ version: '3', publishedAt: '2026-07-01T01:05:00.000Z', rejected: [], warnings: [] });
    expect(feed.events[0]).toMatchObject({
      id: 'test:S1',
      type: 'control',
      effect: { roadState: 'closed' },
      geometry: {
        type: 'LineString',
        coordinates: [
          [5.1, 52.1],
          [5.2, 52.2],
        ],
      },
      updated: '2026-07-01T01:00:00.000Z',
      source: { revision: '5' },
    });
    expect(feed.events[0]?.texts[0]?.headline).toContain('carriageway closures');
  });

  it('finds the publication in a SOAP envelope', () => {
    const model = `<d2LogicalModel xmlns="http://datex2.eu/schema/2/2_0" xmlns:xsi="x"><payloadPublication xsi:type="SituationPublication" lang="fr"><situation id="A"><situationRecord xsi:type="Accident" id="B"/></situation></payloadPublication></d2LogicalModel>`;
    const feed = parse('datex2', `<soap:Envelope xmlns:soap="s"><soap:Body>${model}</soap:Body></soap:Envelope>`);
    expect(feed.events.map(({ source }) => source.externalId)).toEqual(['A']);
  });

  it('makes an event of its own of a record at another place', () => {
    const other = gml.replace('52.1 5.1', '53.1 6.1');
    const feed = parse(
      'datex2',
      container(
        situation(
          record('MaintenanceWorks', gml) +
            record('SpeedManagement', `${other}<sit:temporarySpeedLimit>70</sit:temporarySpeedLimit>`, 'R2') +
            record(
              'AbnormalTraffic',
              '<sit:abnormalTrafficType>stationaryTraffic</sit:abnormalTrafficType><sit:queueLength>1500</sit:queueLength>',
              'R3',
            ),
        ),
      ),
    );
    expect(feed.events.map(({ source, type }) => [source.externalId, type])).toEqual([
      ['S1', 'roadworks'],
      ['S1/R2', 'restriction'],
    ]);
    expect(feed.events[0]?.effect).toMatchObject({ traffic: 'blocked', queueMetres: 1500 });
    expect(feed.events[1]?.restrictions).toEqual([{ kind: 'speed', limit: 70 }]);
  });

  it('keeps exercises and tests from drivers', () => {
    const header =
      '<sit:headerInformation><com:informationStatus>securityExercise</com:informationStatus></sit:headerInformation>';
    const feed = parse('datex2', container(situation(header + record('Accident', ''))));
    expect(feed.events).toEqual([]);
    expect(feed.rejected[0]).toMatchObject({ where: 'situation[0]', externalId: 'S1' });
  });

  it('ends what its source ends', () => {
    const end =
      '<sit:management><sit:lifeCycleManagement><sit:end>true</sit:end></sit:lifeCycleManagement></sit:management>';
    expect(parse('datex2', container(situation(record('Accident', end)))).events[0]?.status).toBe('ended');
  });

  it('reads limits for lorries in kilograms', () => {
    const limit =
      '<sit:forVehiclesWithCharacteristicsOf><com:grossWeightCharacteristic><com:comparisonOperator>greaterThan</com:comparisonOperator><com:grossVehicleWeight>7.5</com:grossVehicleWeight></com:grossWeightCharacteristic><com:vehicleType>lorry</com:vehicleType></sit:forVehiclesWithCharacteristicsOf>';
    const [event] = parse('datex2', container(situation(record('RoadOrCarriagewayOrLaneManagement', limit)))).events;
    expect(event?.restrictions).toEqual([{ kind: 'gross-weight', limit: 7500, vehicles: ['truck'] }]);
  });

  it('reads nightly hours', () => {
    const period =
      '<com:validPeriod><com:recurringTimePeriodOfDay><com:startTimeOfPeriod>21:00:00</com:startTimeOfPeriod><com:endTimeOfPeriod>05:00:00</com:endTimeOfPeriod></com:recurringTimePeriodOfDay><com:recurringDayWeekMonthPeriod><com:applicableDay>monday</com:applicableDay></com:recurringDayWeekMonthPeriod></com:validPeriod></com:validityTimeSpecification>';
    const [event] = parse(
      'datex2',
      container(situation(record('MaintenanceWorks', '').replace('</com:validityTimeSpecification>', period))),
    ).events;
    expect(event?.schedule.recurring).toEqual([
      { dailyStart: '21:00', dailyEnd: '05:00', utcOffsetMinutes: 120, weekdays: [1] },
    ]);
  });

  it('refuses another publication, a declared document type and markup of something else', () => {
    expect(parse('datex2', container('', 'roa:MeasuredDataPublication')).rejected[0]?.why).toContain(
      'MeasuredDataPublication',
    );
    expect(
      parse('datex2', `<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "lol">]>${container('')}`).rejected[0]?.why,
    ).toContain('document type');
    expect(parse('datex2', '<feed/>').rejected[0]).toMatchObject({ where: 'feed' });
  });

  it('leaves unknown entities as they stand', () => {
    const comment =
      '<sit:generalPublicComment><sit:comment><com:values><com:value lang="nl">A &lt; B &#233; &amp;nbsp; &unknown;</com:value></com:values></sit:comment></sit:generalPublicComment>';
    expect(parse('datex2', container(situation(record('Accident', comment)))).events[0]?.texts[0]?.headline).toBe(
      'A < B é &nbsp; &unknown;',
    );
  });
});
