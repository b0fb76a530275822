import { View } from '@tarojs/components';

/** Something to do, one a line, with what it does below its name. */
export function ActionRow({ name, says, onTap }: { name: string; says: string; onTap(): void }) {
  return (
    <View className="me-action" hoverClass="me-action--pressed" ariaRole="button" onClick={onTap}>
      <View className="me-action__name">{name}</View>
      <View className="me-action__says">{says}</View>
    </View>
  );
}
