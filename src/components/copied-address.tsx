import { Text, View } from '@tarojs/components';
import { type PropsWithChildren, useState } from 'react';
import { copyText } from '#platform/media';
import { sayBriefly } from '#platform/toast';
import './copied-address.scss';

interface Props {
  /** Of somebody else's page: a mini program may not open it. */
  address: string;
  className: string;
  hoverClass?: string;
  /** What is tapped, to whoever can't see it. */
  label?: string;
}

/** Copies an address on a tap. Where the driver keeps the clipboard closed it stands there to be read, and to be selected. */
export function CopiedAddress({ address, className, hoverClass, label, children }: PropsWithChildren<Props>) {
  const [isSpelledOut, setSpelledOut] = useState(false);
  const copy = async () => {
    const isCopied = await copyText(address);
    setSpelledOut(!isCopied);
    sayBriefly(isCopied ? '网址已复制，请在浏览器中打开' : '没有复制，网址写在下面');
  };
  return (
    <View>
      <View
        className={className}
        ariaRole="button"
        {...(label !== undefined && { ariaLabel: label })}
        {...(hoverClass !== undefined && { hoverClass })}
        onClick={() => void copy()}
      >
        {children}
      </View>
      {isSpelledOut && (
        <Text className="copied-address" userSelect>
          {address}
        </Text>
      )}
    </View>
  );
}
