import { View } from '@tarojs/components';
import { useState } from 'react';
import { AppError } from '#domain/app-error';
import { sayBriefly } from '#platform/toast';
import { DeskButton } from './desk-button.tsx';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import { useKeptForm } from './use-kept-form.ts';

interface Props {
  /** Of the form, under which this phone keeps what was pasted until it is sent. */
  name: string;
  label: string;
  hint: string;
  /** What stands, to begin with. */
  start?: string;
  /** Sends what was read; the server says field by field what does not hold. */
  save(document: unknown): Promise<unknown>;
  onSaved(): void;
}

/** Every field that was refused, with its path, as the server names them. */
function issuesOf(error: unknown): string[] {
  const issues = error instanceof AppError ? (error.details?.issues ?? []) : [];
  return issues.map(({ path, message }) => `${path}：${message}`);
}

/** A whole document pasted as JSON, for what is too long for a phone's form. Refused, it says where and why. */
export function JsonForm({ name, label, hint, start = '', save, onSaved }: Props) {
  const { said, opened, change, forget } = useKeptForm(name, { text: start });
  const [issues, setIssues] = useState<string[]>([]);
  const { isBusy, run } = useDeed();
  const send = () => {
    let document: unknown;
    try {
      document = JSON.parse(said.text);
    } catch (error) {
      setIssues([`不是 JSON：${error instanceof Error ? error.message : String(error)}`]);
      return;
    }
    run(async () => {
      try {
        await save(document);
        setIssues([]);
        forget();
        sayBriefly('已保存');
        onSaved();
      } catch (error) {
        setIssues(issuesOf(error));
        throw error;
      }
    });
  };
  return (
    <View>
      <TextField
        label={label}
        initial={opened.text}
        maxLength={200_000}
        lines={6}
        hint={hint}
        onType={(text) => change({ text })}
      />
      {issues.length > 0 && (
        <View className="desk__notice desk__notice--bad">
          {issues.map((issue) => (
            <View key={issue}>{issue}</View>
          ))}
        </View>
      )}
      <View className="desk__buttons">
        <DeskButton label="检查并保存" kind="quiet" isBusy={isBusy} run={send} />
      </View>
    </View>
  );
}
