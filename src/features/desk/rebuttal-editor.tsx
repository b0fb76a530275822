import { View } from '@tarojs/components';
import { useState } from 'react';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { inChina } from '#domain/china-time';
import { sayBriefly } from '#platform/toast';
import { Choice } from './choice.tsx';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { makeKey } from './make-key.ts';
import { PageList } from './page-list.tsx';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import { useKeptForm } from './use-kept-form.ts';
import { usePages } from './use-pages.ts';
import './desk.scss';

/** The one that is begun. */
const NEW = 'new';

type Rebuttal = ActionOutput<DeskContract, 'listRebuttals'>['rebuttals'][number];

const VERDICTS = [
  { id: 'false', name: '不实' },
  { id: 'misleading', name: '误导' },
  { id: 'outdated', name: '过时' },
] as const;

function emptyRebuttal(): Rebuttal {
  const checkedOn = inChina(new Date()).format('YYYY-MM-DD');
  return { id: `r-${makeKey()}`, claim: '', variants: [], verdict: 'false', truth: '', basis: '', checkedOn };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** @param of the rebuttal that is corrected, or NEW */
function Form({ of, start, onSaved }: { of: string; start: Rebuttal; onSaved(): void }) {
  const { said, opened, change, forget } = useKeptForm(`rebuttal:${of}`, start);
  const { isBusy, refused, run } = useDeed();
  const save = () => {
    if ([said.claim, said.truth, said.basis].some((text) => text.trim() === '')) {
      sayBriefly('请写明说法、事实和依据');
      return;
    }
    run(async () => {
      const checkedOn = inChina(new Date()).format('YYYY-MM-DD');
      await desk('saveRebuttals', { rebuttals: [{ ...said, checkedOn }] });
      forget();
      sayBriefly('已保存，五分钟内生效');
      onSaved();
    });
  };
  return (
    <View>
      <TextField
        label="流传的说法"
        initial={opened.claim}
        maxLength={100}
        lines={2}
        onType={(claim) => change({ claim })}
      />
      <TextField
        label="别的说法（一行一条）"
        initial={opened.variants.join('\n')}
        maxLength={2400}
        lines={3}
        onType={(text) => change({ variants: linesOf(text) })}
      />
      <Choice label="结论" choices={VERDICTS} selected={said.verdict} onSelect={(verdict) => change({ verdict })} />
      <TextField
        label="事实是什么"
        initial={opened.truth}
        maxLength={500}
        lines={3}
        onType={(truth) => change({ truth })}
      />
      <TextField
        label="依据（法规条文、公告）"
        initial={opened.basis}
        maxLength={300}
        lines={2}
        onType={(basis) => change({ basis })}
      />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__buttons">
        <DeskButton label="核对无误，保存" isBusy={isBusy} run={save} />
      </View>
    </View>
  );
}

/** The rebuttals that readers' texts are compared with: written, corrected, checked anew. */
export function RebuttalEditor() {
  const pages = usePages<Rebuttal>('rebuttals', async (cursor) => {
    const { rebuttals, nextCursor } = await desk('listRebuttals', cursor === undefined ? {} : { cursor });
    return { items: rebuttals, nextCursor };
  });
  const [chosen, setChosen] = useState<{ of: string; start: Rebuttal }>();
  const saved = () => {
    setChosen(undefined);
    pages.reload();
  };
  return (
    <View className="desk">
      {chosen !== undefined && <Form key={chosen.of} {...chosen} onSaved={saved} />}
      {/* With the list, not before it: what comes later would push it away under the finger. */}
      {chosen === undefined && (pages.items !== undefined || pages.failure !== undefined) && (
        <View className="desk__buttons">
          <DeskButton label="写新辟谣" run={() => setChosen({ of: NEW, start: emptyRebuttal() })} />
        </View>
      )}
      <PageList pages={pages} keyOf={({ id }) => id} empty={{ title: '还没有辟谣' }}>
        {(rebuttal) => (
          <View className="desk-row" ariaRole="button" onClick={() => setChosen({ of: rebuttal.id, start: rebuttal })}>
            <View className="desk-row__words">
              <View className="desk-row__title">{rebuttal.claim}</View>
              <View className="desk-row__says">
                {`${VERDICTS.find(({ id }) => id === rebuttal.verdict)?.name ?? ''} · ${rebuttal.checkedOn} 核对`}
              </View>
            </View>
          </View>
        )}
      </PageList>
    </View>
  );
}
