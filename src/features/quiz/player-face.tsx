import { Image, View } from '@tarojs/components';
import { pictureAddress } from '#domain/picture-address';
import './player-face.scss';

/** A player's picture: one of our drawings, on white as a sign stands. */
export function PlayerFace({ picture, pictureBase }: { picture: string; pictureBase: string }) {
  const address = pictureAddress(picture, pictureBase);
  return (
    <View className="player-face">
      {address !== undefined && <Image className="player-face__image" src={address} mode="aspectFit" lazyLoad />}
    </View>
  );
}
