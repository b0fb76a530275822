import { View } from '@tarojs/components';
import { memo, useState } from 'react';
import { Answered } from '#components/answered';
import { Chips } from '#components/chips';
import { RegionPicker } from '#components/region-picker';
import { StatePanel } from '#components/state-panel';
import type { AgencySummary } from '#contract/news';
import type { AgencyLevel } from '#domain/agency';
import { PROVINCES } from '#domain/provinces';
import { type Answer, useAnswer } from '#platform/answer';
import { useReachBottom } from '#platform/lifecycle';
import { openPage } from '#platform/navigation';
import { FollowButton } from './follow-button.tsx';
import { news } from './news-cloud.ts';
import './agency-directory.scss';

export const LEVEL_NAMES: Record<AgencyLevel, string> = {
  ministry: '部级',
  province: '省级',
  city: '市级',
  county: '县级',
};

type Shelf = 'top' | 'city' | 'county';

const SHELVES = [
  { id: 'top', name: '部、省级' },
  { id: 'city', name: '市级' },
  { id: 'county', name: '县级' },
] as const satisfies readonly { id: Shelf; name: string }[];

/** Agencies of a shelf. The ministry speaks for every region, so it stands above the provinces whichever is chosen. */
async function fetchShelf(shelf: Shelf, region: string): Promise<AgencySummary[]> {
  const within = region === '' ? {} : { region };
  if (shelf !== 'top') return (await news('listAgencies', { level: shelf, ...within })).agencies;
  const [ministry, provinces] = await Promise.all([
    news('listAgencies', { level: 'ministry' }),
    news('listAgencies', { level: 'province', ...within }),
  ]);
  return [...ministry.agencies, ...provinces.agencies];
}

const AgencyRows = memo(function AgencyRows({ agencies }: { agencies: readonly AgencySummary[] }) {
  return (
    <View>
      {agencies.map(({ id, name, shortName, level }) => (
        <View key={id} className="agency-row">
          <View className="agency-row__words" onClick={() => openPage('/pages/news/agency', { id })}>
            <View className="agency-row__name">{name}</View>
            <View className="agency-row__level">{LEVEL_NAMES[level]}</View>
          </View>
          <FollowButton agencyId={id} name={shortName} />
        </View>
      ))}
    </View>
  );
});

/** Rows that are drawn at once; a province can have two hundred agencies. */
const CHUNK = 30;

function AgencyList({ agencies }: { agencies: AgencySummary[] }) {
  const [shown, setShown] = useState(CHUNK);
  useReachBottom(() => setShown((count) => Math.min(count + CHUNK, Math.max(agencies.length, CHUNK))));
  if (agencies.length === 0) {
    return <StatePanel sign="empty" title="这里还没有机构入驻" hint="换一个地区或级别看看。" />;
  }
  const chunks = Array.from({ length: Math.ceil(Math.min(shown, agencies.length) / CHUNK) }, (_, at) => at * CHUNK);
  return (
    <View>
      {chunks.map((start) => (
        <AgencyRows key={start} agencies={agencies.slice(start, start + CHUNK)} />
      ))}
    </View>
  );
}

interface Props {
  region: string;
  onChooseRegion(region: string): void;
}

/** The agencies of the hall, by level and region. */
export function AgencyDirectory({ region, onChooseRegion }: Props) {
  const [shelf, setShelf] = useState<Shelf>('top');
  // Counties of the whole country are three thousand: nobody looks through them, and no answer holds them.
  const needsRegion = shelf === 'county' && region === '';
  return (
    <>
      <RegionPicker region={region} onChoose={onChooseRegion} everywhere="全国" />
      <Chips choices={SHELVES} selected={shelf} onSelect={setShelf} />
      {needsRegion ? (
        <StatePanel
          sign="empty"
          title="请先选择地区"
          hint={`县级机构按地区查看，共 ${PROVINCES.length} 个省级地区可选。`}
        />
      ) : (
        <Shelf key={`${shelf}:${region}`} shelf={shelf} region={region} />
      )}
    </>
  );
}

function Shelf({ shelf, region }: { shelf: Shelf; region: string }) {
  const answer: Answer<AgencySummary[]> = useAnswer(`agencies:${shelf}:${region}`, () => fetchShelf(shelf, region));
  return (
    <Answered answer={answer} wayOn={{ label: '重试', run: answer.retry }}>
      {(agencies) => <AgencyList agencies={agencies} />}
    </Answered>
  );
}
